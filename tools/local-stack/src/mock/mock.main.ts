import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { exitWith, readOptions } from '../cli/command-line.ts';
import { runUntilStopped } from '../cli/run-until-stopped.ts';
import { HOST, assertPortsAreFree, configuredPorts } from '../config/ports.ts';
import { workspaceRoot } from '../config/workspace-root.ts';
import { Mock } from './mock.ts';

const HELP = `npm run mock

Serves every operation from the contracts, without services or a database. It accepts any bearer token.
Ctrl-C stops it. EDGE_PORT is its port (default: 8080).

  --help  show this text`;

readOptions({ name: 'npm run mock', help: HELP, options: {} });

try {
  const manifests = loadManifests(workspaceRoot);
  const { edge: port } = configuredPorts(manifests, process.env);
  await assertPortsAreFree([{ port, part: 'the mock', variable: 'EDGE_PORT' }]);
  const mock = await Mock.start({
    host: HOST,
    port,
    contracts: await loadContracts(manifests),
    defaultService: defaultService(manifests).name,
  });
  runUntilStopped(() => mock.stop());
  console.log(`The mock is up on ${mock.url} after ${Math.round(performance.now())} ms`);
} catch (error) {
  exitWith(error);
}
