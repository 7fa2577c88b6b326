import { resolve } from 'node:path';
import { operationsOf } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { DORA_USAGE, parseDoraArguments, reportDelivery } from './dora.ts';
import { Git } from '../changes/git.ts';
import { requireService } from '../pipeline/arguments.ts';
import { openExistingRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';
import { render } from './report.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runMain(async () => {
  const now = new Date();
  const options = parseDoraArguments(process.argv.slice(2), now);
  if (options === 'help') {
    console.log(DORA_USAGE);
    return;
  }
  const manifests = loadManifests(root);
  const service = options.service && requireService(manifests, options.service);
  const contracts = await loadContracts(manifests.filter(({ name }) => !service || name === service));
  const services = contracts.map((contract) => ({
    service: contract.name,
    operations: operationsOf(contract)
      .map(({ id }) => id)
      .filter((id) => id !== 'ping'),
  }));
  const records = openExistingRecords({ file: options.records, environment: process.env });
  const report = await reportDelivery(options, services, { records, git: new Git(root), now });
  console.log(render(report, options.format));
});
