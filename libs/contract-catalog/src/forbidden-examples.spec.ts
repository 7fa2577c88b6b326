import { resolve } from 'node:path';
import { forbiddenExampleFaults } from '#contracts/vocabulary';
import { loadManifests } from '#libs/manifest';
import { loadContracts } from './index.ts';

const root = resolve(__dirname, '../../..');

it('shows for every id that a member operation takes how another company is refused', async () => {
  const contracts = await loadContracts(loadManifests(root));
  expect(contracts.flatMap(forbiddenExampleFaults)).toEqual([]);
});
