import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { checkScreen } from './check-screen.ts';
import { readScreen, screenFiles } from './read-screens.ts';
import { renderScreen } from './render-screen.ts';
import { evidenceOf } from './evidence-of.ts';

const root = resolve(import.meta.dirname, '../../..');

try {
  const contracts = await loadContracts(loadManifests(root));
  const evidence = evidenceOf(root, contracts);
  for (const file of screenFiles(root)) {
    const map = readScreen(root, file);
    console.log(`${renderScreen(map)}\n`);
    const faults = checkScreen(map, evidence);
    for (const fault of faults) console.error(`✖ ${file}: ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
