import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededIds } from './seeded-ids.ts';

const SEED = [
  "const user = 'user-anna';",
  'const card = `card-${accountId}`;',
  'const entry = `${prefix}-${accountId}-${number}`;',
  'const other = `${anything}`;',
].join('\n');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seed-'));
  mkdirSync(join(root, 'apps/card/src/seed'), { recursive: true });
  writeFileSync(join(root, 'apps/card/src/seed/cards.ts'), SEED);
  writeFileSync(join(root, 'apps/card/src/seed/cards.spec.ts'), "const user = 'user-of-a-test';");
});

afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['user-anna', true],
  ['card-company-ab', true],
  ['txn-company-ab-57', true],
  ['user-bert', false],
  ['user-of-a-test', false],
  ['card-company-xy', false],
  ['card-company-ab-x-1', false],
  ['txn-company-ab-', false],
])('%s: %s', (id, expected) => {
  expect(seededIds(root, new Set(['company-ab', 'no-card']))(id)).toBe(expected);
});
