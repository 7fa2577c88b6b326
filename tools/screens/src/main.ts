import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { readSpecRuns } from '#libs/test-evidence';
import { checkEvidence } from './check-evidence.ts';
import { checkScreen } from './check-screen.ts';
import { readScreen, screenFiles } from './read-screens.ts';
import { renderScreen } from './render-screen.ts';

const root = resolve(import.meta.dirname, '../../..');

await runCommand(
  {
    name: 'npm run screens',
    help: 'Prints which operation feeds each element of the screens, and checks it against contracts and test results.',
    options: {},
  },
  async () => {
    const contracts = await loadContracts(loadManifests(root));
    const runs = readSpecRuns(root);
    for (const file of screenFiles(root)) {
      const map = readScreen(root, file);
      console.log(`${renderScreen(map)}\n`);
      const { faults: unproven, withoutResults } = checkEvidence(map, contracts, runs);
      const faults = [...checkScreen(map, { root, contracts }), ...unproven];
      if (withoutResults.length > 0)
        console.log(
          `No test results of ${withoutResults.join(', ')}. To check the tests too: npm run test:all\n`,
        );
      for (const fault of faults) console.error(`✖ ${file}: ${fault}`);
      if (faults.length > 0) process.exitCode = 1;
    }
  },
);
