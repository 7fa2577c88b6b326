import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { Mock } from './mock.ts';
import { exitWith, readOptions } from '../cli/command-line.ts';
import { assertMockPortIsFree, configuredPorts } from '../config/ports.ts';
import { runUntilStopped } from '../cli/run-until-stopped.ts';

const HELP = `npm run mock

Responds to every operation from the contracts alone: no database, no service. Any bearer token will do.
Ctrl-C ends it. EDGE_PORT chooses another port than 8080.

  --help  show this text`;

const HOST = '127.0.0.1';

readOptions({ name: 'npm run mock', help: HELP, options: {} });

async function startMock(): Promise<Mock> {
  const manifests = loadManifests(resolve(import.meta.dirname, '../../../..'));
  const ports = configuredPorts(manifests, process.env);
  await assertMockPortIsFree(ports, HOST);
  return Mock.start({
    host: HOST,
    port: ports.edge,
    contracts: await loadContracts(manifests),
    defaultService: defaultService(manifests).name,
  });
}

try {
  const mock = await startMock();
  runUntilStopped(() => mock.stop());
  console.log(`The mock is up on ${mock.url} after ${Math.round(performance.now())} ms`);
} catch (error) {
  exitWith(error);
}
