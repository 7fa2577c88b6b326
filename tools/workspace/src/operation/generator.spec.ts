import { resolve } from 'node:path';
import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import generate from './generator.ts';

const root = resolve(__dirname, '../../../..');
const CHANGE = 'briefs/freeze-card.yaml';
const LIST = 'briefs/list-limits.yaml';

const list = `
service: card
name: list card limits
does: Shows how much may be bought with each card.
about: card limit
shows: a list
values: [{ name: monthly limit, from: the agreement, example: 5 400 kr }]
when_nothing: No card has a limit
who: members of the company
changes: no
goes_wrong: []
`;

/** The workspace as it is, with what is generated in memory alone. */
async function generated(...briefs: string[]): Promise<Tree> {
  const tree = new FsTree(root, false);
  tree.write(LIST, list);
  for (const brief of briefs) await generate(tree, { brief });
  return tree;
}

const read = (tree: Tree, file: string) => tree.read(file, 'utf8') ?? '';

function contents(tree: Tree): Record<string, string> {
  return Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, content?.toString() ?? '']));
}

describe('a change', () => {
  let tree: Tree;

  beforeAll(async () => {
    tree = await generated(CHANGE);
  });

  it('touches the contract and the app of its service, and its brief', () => {
    const touched = Object.keys(contents(tree)).filter((file) => file !== LIST);
    expect(touched.sort()).toEqual([
      'apps/card/src/app.module.ts',
      'apps/card/src/freeze-card/freeze-card.controller.ts',
      'apps/card/test/freeze-card.acceptance.spec.ts',
      'briefs/freeze-card.yaml',
      'libs/contracts/card/src/card.contract.ts',
      'libs/contracts/card/src/freeze-card.examples.ts',
      'libs/contracts/card/src/freeze-card.problems.ts',
      'libs/contracts/card/src/freeze-card.schemas.ts',
      'libs/contracts/card/src/index.ts',
    ]);
  });

  it('is in the contract, with the problems that are declared already', () => {
    const contract = read(tree, 'libs/contracts/card/src/card.contract.ts');
    expect(contract).toContain("    path: '/v1/cards/{card_id}/freeze',\n");
    expect(contract).toContain(
      'problems: [cardNotFound, activationProblems.CARD_BLOCKED, cardFrozenAlready]',
    );
    expect(contract).toContain('activateCard: operation(');
    const problems = read(tree, 'libs/contracts/card/src/freeze-card.problems.ts');
    expect(problems.match(/problemType\(\{/g)).toHaveLength(1);
  });

  it('has a route, and the contract marks it as not built', () => {
    const contract = read(tree, 'libs/contracts/card/src/card.contract.ts');
    expect(contract).toContain('    built: false,\n');
    const controller = read(tree, 'apps/card/src/freeze-card/freeze-card.controller.ts');
    expect(controller).toMatch(/ {2}@Implements\(freezeCard\)\n {2}freezeCard\(/);
    const module = read(tree, 'apps/card/src/app.module.ts');
    expect(module).toContain('controllers: [CardsController, FreezeCardController],');
  });

  it('has an example of each state, and a test of each that fails until it is built', () => {
    const refused = ['card-not-found', 'card-blocked', 'card-frozen-already'];
    const names = ['filled', 'forbidden', 'invalid', ...refused];
    const examples = read(tree, 'libs/contracts/card/src/freeze-card.examples.ts');
    const test = read(tree, 'apps/card/test/freeze-card.acceptance.spec.ts');
    expect([...examples.matchAll(/^ {2}'?([\w-]+)'?: \{$/gm)].map(([, name]) => name)).toEqual(names);
    expect([...test.matchAll(/keeps\('([\w-]+)'\)/g)].map(([, name]) => name)).toEqual(names);
    expect(test.match(/^it\((?:\n +)?'invalid/m)).not.toBeNull();
    expect(test.match(/it\.failing\(/g)).toHaveLength(names.length - 1);
  });

  it('is asked for what is wrong with a card as the company of that card', () => {
    const examples = read(tree, 'libs/contracts/card/src/freeze-card.examples.ts');
    expect(examples).toMatch(/account: 'card-blocked',\s+params: \{ card_id: 'card-card-blocked' \}/);
    expect(examples).toMatch(/account: 'no-card',\s+params: \{ card_id: 'card-company-ab' \}/);
    expect(examples.match(/account:/g)).toHaveLength(3);
    expect(examples).toContain("params: { card_id: 'card-not-found' }");
  });

  it('is named in its brief', () => {
    expect(read(tree, CHANGE)).toMatch(/\noperation: freezeCard\n$/);
  });

  it('is made once', async () => {
    const before = contents(tree);
    await generate(tree, { brief: CHANGE });
    expect(contents(tree)).toEqual(before);
  });
});

it('makes a list of one company, with what is shown when there is nothing', async () => {
  const tree = await generated(CHANGE, LIST);
  const contract = read(tree, 'libs/contracts/card/src/card.contract.ts');
  expect(contract).toContain("    path: '/v1/card-limits',\n");
  expect(contract.match(/query: \{ account_id: identifier, \.\.\.pageParameters \}/g)).toHaveLength(2);
  expect(contract).toContain('freezeCard: operation(');
  const examples = read(tree, 'libs/contracts/card/src/list-card-limits.examples.ts');
  expect(examples).toMatch(/empty: \{\s+summary: 'No card has a limit'/);
  expect(tree.exists('libs/contracts/card/src/list-card-limits.problems.ts')).toBe(false);
});

it('writes nothing for a brief with an open question', async () => {
  const tree = await generated();
  tree.write(LIST, list.replace(/when_nothing.*/, ''));
  const before = contents(tree);
  await expect(generate(tree, { brief: LIST })).rejects.toThrow('when there is no card limit?');
  await expect(generate(tree, { brief: 'briefs/none.yaml' })).rejects.toThrow('There is no briefs/none.yaml');
  expect(contents(tree)).toEqual(before);
});
