import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { readSpecRuns } from '#libs/test-evidence';
import { checkEvidence } from './check-evidence.ts';
import { readScreen, screenFiles } from './read-screens.ts';

const root = resolve(__dirname, '../../..');

// Nx runs the tests of the services and the end-to-end tests before this spec (project.json).
it.each(screenFiles(root))(
  'in the screen file %s, all cited tests pass and call the operation of their element',
  async (file) => {
    const contracts = await loadContracts(loadManifests(root));
    const report = checkEvidence(readScreen(root, file), contracts, readSpecRuns(root));
    expect(report).toEqual({ faults: [], withoutResults: [] });
  },
);
