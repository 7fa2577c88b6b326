import { resolve } from 'node:path';
import { forbiddenExampleFaults } from '#contracts/vocabulary';
import { loadManifests } from '#libs/manifest';
import { loadContracts } from './index.ts';

const root = resolve(__dirname, '../../..');

it('every member operation has a forbidden example for each of its ids', async () => {
  const contracts = await loadContracts(loadManifests(root));
  expect(contracts.flatMap(forbiddenExampleFaults)).toEqual([]);
});
