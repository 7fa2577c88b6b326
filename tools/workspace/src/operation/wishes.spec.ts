import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { type Design, type Field, checkBrief, exampleResponse } from '#libs/briefs';
import { addToApp } from './add-to-app.ts';
import { addToContract } from './add-to-contract.ts';
import { assertParses } from '../names/assert-parses.ts';
import { readExisting } from './read-existing.ts';

const root = resolve(__dirname, '../../../..');
const FOLDER = 'briefs/wishes';
const TABLE = 'docs/guides/wishes.md';

const wishes = readdirSync(join(root, FOLDER)).map((file) => file.replace('.yaml', ''));

/** The outcome that the guide's table says for each wish. */
const said = new Map(
  [...readFileSync(join(root, TABLE), 'utf8').matchAll(/^\| (\d\d-[\w-]+) +\| (.+?) +\|$/gm)].map(
    ([, wish = '', outcome = '']) => [wish, outcome],
  ),
);

function outcomeOf(wish: string): string {
  const tree = new FsTree(root, false);
  try {
    const { operation, isGenerated } = checkBrief(
      readExisting(tree),
      readFileSync(join(root, FOLDER, `${wish}.yaml`), 'utf8'),
    );
    if (!isGenerated) {
      addToContract(tree, operation);
      addToApp(tree, operation);
    }
    assertParses(tree);
    exampleResponse(operation);
    return describeDesign(operation);
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error);
  }
}

function describeDesign(design: Design): string {
  const { operationId, method, path, status, shape, ofAccount, query, body, fields, problems } = design;
  const filters = [...(ofAccount ? ['account_id'] : []), ...query.map(describeField)];
  const parts = {
    query: [...filters, ...(shape === 'page' ? ['limit', 'cursor'] : [])],
    sends: body.map(describeField),
    [shape === 'one' ? 'shows' : 'shows a list of']: fields.map(describeField),
    errors: problems.map((problem) => `${problem.status} ${problem.code}`),
  };
  const texts = Object.entries(parts).filter(([, items]) => items.length > 0);
  return [
    `\`${operationId}\`: \`${method} ${path}\``,
    String(status),
    ...texts.map(([name, items]) => `${name} ${items.join(', ')}`),
  ].join('; ');
}

function describeField({ name, schema, optional, nullable }: Field): string {
  const isPlain = !/^(positiveSek|z\.int\(\)\.|integerParameter)/.test(schema);
  return `${name}${isPlain ? '' : ` \`${schema}\``}${optional ? ' (optional)' : ''}${nullable ? ' (or null)' : ''}`;
}

it('has an outcome in the table for each brief, and no other', () => {
  expect([...said.keys()]).toEqual(wishes);
});

it.each(wishes)('leads from the brief %s to the outcome that the table says', (wish) => {
  expect(outcomeOf(wish)).toBe(said.get(wish));
});
