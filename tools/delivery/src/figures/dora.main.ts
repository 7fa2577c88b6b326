import { resolve } from 'node:path';
import { operationsOf } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { chosen, parseDoraArguments, reportDelivery } from './dora.ts';
import { Git } from '../changes/git.ts';
import { openExistingRecords } from '../records/open-records.ts';
import { render } from './report.ts';

const root = resolve(import.meta.dirname, '../../../..');

try {
  const now = new Date();
  const options = parseDoraArguments(process.argv.slice(2), now);
  const manifests = loadManifests(root);
  const names = chosen(
    manifests.map(({ name }) => name),
    options.service,
  );
  const contracts = await loadContracts(manifests.filter(({ name }) => names.includes(name)));
  const services = contracts.map((contract) => ({
    service: contract.name,
    operations: operationsOf(contract)
      .map(({ id }) => id)
      .filter((id) => id !== 'ping'),
  }));
  const records = openExistingRecords({
    file: options.records,
    environment: process.env,
    warn: (message) => console.error(message),
  });
  const report = await reportDelivery(options, services, { records, git: new Git(root), now });
  console.log(render(report, options.format));
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
