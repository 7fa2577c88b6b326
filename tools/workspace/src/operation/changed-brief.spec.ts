import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { createCardWorkspace } from '../testing/card-workspace.ts';
import { applyBrief } from './generator.ts';
import { readContract } from './read-contract.ts';

const CHANGE = 'briefs/freeze-card.yaml';
const LIST = 'briefs/list-limits.yaml';
const CONTRACT = 'libs/contracts/card/src/card.contract.ts';
const SCHEMAS = 'libs/contracts/card/src/freeze-card.schemas.ts';
const EXAMPLES = 'libs/contracts/card/src/freeze-card.examples.ts';

const root = createCardWorkspace();

afterAll(() => rmSync(root, { recursive: true }));

const read = (tree: Tree, file: string) => tree.read(file, 'utf8') ?? '';

type Edit = readonly [string | RegExp, string];

function edit(tree: Tree, file: string, ...edits: readonly Edit[]): void {
  const source = read(tree, file);
  const edited = edits.reduce((text, [from, to]) => text.replace(from, to), source);
  expect(edited).not.toBe(source);
  tree.write(file, edited);
}

const first = new FsTree(root, false);

beforeAll(async () => {
  for (const brief of [CHANGE, LIST]) await applyBrief(first, brief);
});

function generated(): Tree {
  const tree = new FsTree(root, false);
  for (const { path, content } of first.listChanges()) tree.write(path, content ?? '');
  return tree;
}

async function change(tree: Tree, brief: string, ...edits: readonly Edit[]): Promise<string> {
  edit(tree, brief, ...edits);
  return (await applyBrief(tree, brief)).message;
}

const contents = (tree: Tree) =>
  Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, content?.toString()]));

it('a new value in a brief is added to the response and to its examples', async () => {
  const tree = generated();
  const message = await change(tree, CHANGE, [
    /values: \[(.*)\]/,
    'values: [$1, { name: frozen until, from: the user, example: 2026-06-25, sometimes_missing: yes }]',
  ]);
  expect(message).toContain(
    '✔ card: POST /v1/cards/{card_id}/freeze: field data.frozen_until of response 200 was added.',
  );
  const { freezeCard } = readContract(tree, 'card').operations;
  expect(freezeCard?.examples.filled?.response).toEqual({
    data: { status: 'frozen', frozen_until: '2026-06-25' },
  });
  expect(read(tree, SCHEMAS)).toMatch(
    /import \{ calendarDate, openEnum \}|import \{ openEnum, calendarDate \}/,
  );
});

it('a changed brief can add a filter, an enum value and a problem, and change the summary', async () => {
  const tree = generated();
  const filter = await change(tree, LIST, [
    'when_nothing',
    'find_by: [{ name: shop, example: SJ }]\nwhen_nothing',
  ]);
  expect(filter).toContain('✔ card: GET /v1/card-limits: query parameter shop was added.');
  const message = await change(
    tree,
    CHANGE,
    ['one of: lost, stolen', 'one of: lost, stolen, broken'],
    ['so that nothing can be bought', 'so that nobody can buy anything'],
    [/goes_wrong:\n/, 'goes_wrong:\n  - { when: the card is lost, told: The card is lost }\n'],
  );
  expect(message).toMatch(
    /✔ .* has a new summary: "Freezes a card, so that nobody can buy anything with it\."/,
  );
  expect(message).toMatch(/✔ .*reason.*broken/);
  expect(message).toMatch(/, 0 breaking/);
  expect(read(tree, CONTRACT)).toMatch(/problems: \[[^\]]*cardAlreadyFrozen, cardLost\]/);
  expect(read(tree, EXAMPLES)).toContain("'card-lost': {");
});

it('the generator keeps and lists code that people edited, even if the brief changes', async () => {
  const tree = generated();
  edit(tree, CONTRACT, ['    built: false,\n', '']);
  edit(tree, SCHEMAS, ["'Source: the card'", "'What may be bought with it'"]);
  edit(tree, EXAMPLES, [
    '} as const',
    "  mine: {\n    summary: 'Mine',\n    params: { card_id: 'card-9' },\n    body: { reason: 'stolen' },\n    response: { data: { status: 'active' } },\n  },\n} as const",
  ]);
  const message = await change(
    tree,
    CHANGE,
    ['from: the card,', 'from: the register of cards,'],
    [/values: \[(.*)\]/, 'values: [$1, { name: since, from: the freeze, example: 2026-06-25 }]'],
  );
  expect(message).toContain(`These places stay, because people changed them`);
  expect(message).toContain(`${SCHEMAS}: cardFreeze.status\n`);
  expect(read(tree, SCHEMAS)).toContain("'What may be bought with it'");
  expect(read(tree, CONTRACT).match(/built: false/g)).toHaveLength(1);
  const { freezeCard } = readContract(tree, 'card').operations;
  expect(freezeCard?.built).toBe(true);
  expect(freezeCard?.examples.mine?.response).toEqual({ data: { status: 'active', since: '2026-06-25' } });
});

it.each<[string, string, readonly Edit[]]>([
  [
    'a removed value',
    'data.status of response 200 is no longer sent',
    [[/values: .*/, 'values: [{ name: since, from: x, example: 2026-06-25 }]']],
  ],
  [
    'a different kind of value',
    'data.status of response 200',
    [[/values: .*/, 'values: [{ name: status, from: the card, example: yes }]']],
  ],
  [
    'a new required value in the request',
    'body',
    [[/send: \[(.*)\]/, 'send: [$1, { name: note, example: At home }]']],
  ],
  ['a new path', 'was removed', [['changes: freeze', 'changes: stop']]],
])('the generator rejects a breaking change and says what to do instead: %s', async (_, what, edits) => {
  const tree = generated();
  edit(tree, CHANGE, ...edits);
  const refused = applyBrief(tree, CHANGE);
  await expect(refused).rejects.toThrow(/Nothing is written[^]*✖ card: POST[^]*Instead: [^]*breaking\.yaml/);
  await expect(refused).rejects.toThrow(what);
});

it('the generator changes nothing if only a comment in the brief has changed', async () => {
  const tree = generated();
  edit(tree, CHANGE, ['service:', '# Agreed with support.\nservice:']);
  const before = contents(tree);
  expect((await applyBrief(tree, CHANGE)).message).toContain('its brief has not changed');
  expect(contents(tree)).toEqual(before);
});

it('the generator rejects a renamed operation, because apps use the old name', async () => {
  const tree = generated();
  await expect(change(tree, CHANGE, ['name: freeze card', 'name: stop card'])).rejects.toThrow(
    'The operation of this brief is called freezeCard',
  );
});

it('the generator applies a breaking change if breaking.yaml accepts it', async () => {
  const tree = generated();
  const entry = {
    service: 'card',
    change: 'POST /v1/cards/{card_id}/freeze 409: CARD_ALREADY_FROZEN removed',
    reason: 'Freezing twice is allowed.',
    approver: 'anna',
    expires: '2999-01-01',
  };
  writeFileSync(join(root, 'libs/contracts/breaking.yaml'), JSON.stringify([entry]));
  const message = await change(tree, CHANGE, [
    'when: the card is frozen already, told: The card is frozen already',
    'when: the card is lost, told: The card is lost',
  ]);
  rmSync(join(root, 'libs/contracts/breaking.yaml'));
  expect(message).toContain('This breaks callers and is accepted.');
  expect(read(tree, CONTRACT)).toContain('cardLost');
  expect(read(tree, CONTRACT)).not.toContain('cardAlreadyFrozen');
});

it('the generator removes an error from the contract if the brief no longer lists it', async () => {
  const tree = generated();
  const message = await change(tree, CHANGE, [/ {2}- \{ when: the card is frozen already.*\n/, '']);
  expect(message).toContain('0 breaking');
  expect(tree.exists('libs/contracts/card/src/freeze-card.problems.ts')).toBe(false);
  expect(read(tree, 'libs/contracts/card/src/index.ts')).not.toContain('freeze-card.problems');
  expect(read(tree, CONTRACT)).not.toContain('cardAlreadyFrozen');
  expect(read(tree, EXAMPLES)).not.toContain('card-already-frozen');
});
