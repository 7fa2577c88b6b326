import { join } from 'node:path';
import { LOCAL_EDGE_PORT, loadManifests } from '#libs/manifest';
import { exitWith, readOptions } from '../cli/command-line.ts';
import { runUntilStopped } from '../cli/run-until-stopped.ts';
import { HOST, assertPortsAreFree, configuredPorts } from '../config/ports.ts';
import { workspaceRoot } from '../config/workspace-root.ts';
import { buildProjects } from '../stack/build.ts';
import { pageUrl, WEB_PROJECT } from '../pages/pages.ts';
import { reachableUrls } from './reachable-urls.ts';
import { ReloadingWorker } from './reloading-worker.ts';

const HELP = `npm run mock

Serves every operation from the contracts, without services or a database. It accepts any bearer token, and reloads
when a contract changes. POST /mock/settings sets latency, failures and rate limits, and resets what was written.
Ctrl-C stops it. EDGE_PORT is its port (default: ${LOCAL_EDGE_PORT}).

  --host 0.0.0.0  lets a phone or another computer in the local network call the mock (default: ${HOST})
  --help          show this text`;

const stopRequest = new AbortController();
const { host } = readOptions({
  name: 'npm run mock',
  help: HELP,
  options: { host: { type: 'string', default: HOST } },
});

try {
  const { edge: port } = configuredPorts(loadManifests(workspaceRoot), process.env);
  await assertPortsAreFree([{ port, part: 'the mock', variable: 'EDGE_PORT' }]);
  const worker = await ReloadingWorker.start({
    file: new URL('mock.worker.ts', import.meta.url),
    data: { host, port },
    folder: join(workspaceRoot, 'libs/contracts'),
    onReload: () => console.log('The mock has reloaded the contracts, and forgotten what was written'),
    onError: (error, isServing) => {
      const state = isServing
        ? 'keeps the contracts it has'
        : 'has stopped; save a contract to start it again';
      console.error(`✖ The mock ${state}. ${String(error)}`);
    },
  });
  runUntilStopped(() => {
    stopRequest.abort();
    return worker.stop();
  });
  const urls = reachableUrls(host, port).join(' and ');
  console.log(`The mock is up on ${urls} after ${Math.round(performance.now())} ms`);
  await showPages(port);
} catch (error) {
  exitWith(error);
}

/** The operations work without the pages, which take a few seconds to build after a change. */
async function showPages(port: number): Promise<void> {
  try {
    await buildProjects(workspaceRoot, [WEB_PROJECT], stopRequest.signal);
    console.log(`Open ${pageUrl(port)} in a browser`);
  } catch (error) {
    if (!stopRequest.signal.aborted) console.error(`✖ The mock has no pages. ${String(error)}`);
  }
}
