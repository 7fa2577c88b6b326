import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { checkScreen } from './check-screen.ts';
import { readScreen, screenFiles } from './read-screens.ts';
import { renderScreen } from './render-screen.ts';
import { evidenceOf } from './evidence-of.ts';
import { seededAccounts } from './seeded-accounts.ts';

const root = resolve(__dirname, '../../..');

it('finds the seeded accounts', () => {
  expect([...seededAccounts(root)]).toEqual(expect.arrayContaining(['company-ab', 'no-card', 'acc10']));
});

describe.each(screenFiles(root))('%s', (file) => {
  it('has an operation, an example, seed data and a test for everything it shows', async () => {
    const contracts = await loadContracts(loadManifests(root));
    const evidence = evidenceOf(root, contracts);
    expect(checkScreen(readScreen(root, file), evidence)).toEqual([]);
  });

  it('is rendered with each of its elements and states', () => {
    const map = readScreen(root, file);
    const table = renderScreen(map);
    for (const { element } of map.elements) expect(table).toContain(element);
    for (const state of map.answers) expect(table).toContain(`${state}: `);
  });
});
