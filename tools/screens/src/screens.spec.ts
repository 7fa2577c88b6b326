import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { checkScreen } from './check-screen.ts';
import { readScreen, screenFiles } from './read-screens.ts';
import { renderScreen } from './render-screen.ts';

const root = resolve(__dirname, '../../..');

describe.each(screenFiles(root))('%s', (file) => {
  it('names an existing operation, example and spec file for every element', async () => {
    const contracts = await loadContracts(loadManifests(root));
    expect(checkScreen(readScreen(root, file), { root, contracts })).toEqual([]);
  });

  it('is rendered with every element and state', () => {
    const map = readScreen(root, file);
    const table = renderScreen(map);
    for (const { element } of map.elements) expect(table).toContain(element);
    for (const state of map.must_cover) expect(table).toContain(`${state}: `);
  });
});
