import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { UnclearBrief, checkBrief, describeDesign, describeInText, exampleResponse } from '#libs/briefs';
import { addToApp } from './add-to-app.ts';
import { addToContract } from './add-to-contract.ts';
import { assertParses } from '../names/assert-parses.ts';
import { readExisting } from './read-existing.ts';

const root = resolve(__dirname, '../../../..');
const FOLDER = 'briefs/wishes';
const GUIDE = 'docs/guides/wishes.md';

const wishes = readdirSync(join(root, FOLDER)).map((file) => file.replace('.yaml', ''));

const existing = readExisting(new FsTree(root, false));

const [, ...sections] = readFileSync(join(root, GUIDE), 'utf8').split('\n## ');
const said = new Map(
  sections.map((section) => [section.split('\n')[0] ?? '', section.split('\n\n')[1]?.trim()]),
);

function outcomeOf(wish: string): string {
  const tree = new FsTree(root, false);
  const yaml = readFileSync(join(root, FOLDER, `${wish}.yaml`), 'utf8');
  try {
    const { operation, notes, isGenerated } = checkBrief(existing, yaml);
    if (!isGenerated) {
      addToContract(tree, operation);
      addToApp(tree, operation);
    }
    assertParses(tree);
    exampleResponse(operation);
    const facts = describeDesign(operation).map(([title, items]) => `${title}: ${items.join(', ')}`);
    return listOf([...facts, ...notes.map((note) => `Note: ${note}`)]);
  } catch (error) {
    if (error instanceof UnclearBrief) return listOf(error.questions);
    throw error;
  }
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line.replaceAll('\n', ' ')}`).join('\n');
}

it("the product manager's guide shows the real result of its example", () => {
  const file = `${FOLDER}/16-rename-card.yaml`;
  const { operation, notes } = checkBrief(existing, readFileSync(join(root, file), 'utf8'));
  const guide = readFileSync(join(root, 'docs/guides/product-manager.md'), 'utf8');
  expect(guide).toContain(`--check ${file}\n${file} leads to ${operation.operationId}:`);
  expect(guide).toContain(describeInText(operation, notes));
});

it('the guide describes one outcome for each brief', () => {
  expect([...said.keys()]).toEqual(wishes);
});

it.each(wishes)('the brief %s has the outcome that the guide describes', (wish) => {
  expect(outcomeOf(wish)).toBe(said.get(wish));
});
