import { join } from 'node:path';
import { exitWith, readOptions } from '#libs/command-line';
import { loadContracts } from '#libs/contract-catalog';
import { LOCAL_EDGE_PORT, defaultService, loadManifests } from '#libs/manifest';
import { runUntilStopped } from '../cli/run-until-stopped.ts';
import { HOST, assertPortsAreFree, configuredPorts } from '../config/ports.ts';
import { workspaceRoot as root } from '../config/workspace-root.ts';
import { reloadedContracts } from '../dev/reload-contracts.ts';
import { PartReloader } from '../dev/reloaded-part.ts';
import { watchFiles } from '../dev/watch-files.ts';
import { buildProjects } from '../stack/build.ts';
import { Pages, WEB_PROJECT, pageUrl, pagesFolder } from '../pages/pages.ts';
import { portalOf } from '../pages/portal-of.ts';
import { reachableUrls } from './reachable-urls.ts';
import { Mock } from './mock.ts';

const stopRequest = new AbortController();
const { host } = readOptions({
  name: 'npm run mock',
  help: `Serves every operation from the contracts, without services or a database. It accepts any bearer token. When a
contract changes, it reloads and forgets what was written. POST /mock/settings sets latency, failures and rate limits,
and resets what was written. Ctrl-C stops it. EDGE_PORT is its port (default: ${LOCAL_EDGE_PORT}).`,
  options: {
    host: {
      type: 'string',
      default: HOST,
      value: 'ADDRESS',
      help: '0.0.0.0 lets a phone or another computer in the local network call the mock',
    },
  },
});

try {
  const manifests = loadManifests(root);
  const { edge: port } = configuredPorts(manifests, process.env);
  await assertPortsAreFree([{ port, part: 'the mock', variable: 'EDGE_PORT' }]);
  const mock = await Mock.start({
    host,
    port,
    contracts: await loadContracts(manifests),
    defaultService: defaultService(manifests).name,
    pages: new Pages({ folder: pagesFolder(root), settings: { mock: true }, portal: portalOf(root) }),
  });
  await watchContracts(mock);
  runUntilStopped(async () => {
    stopRequest.abort();
    await mock.stop();
  });
  const urls = reachableUrls(host, port).join(' and ');
  console.log(`The mock is up on ${urls} after ${Math.round(performance.now())} ms`);
  await showPages(port);
} catch (error) {
  exitWith(error);
}

function watchContracts(mock: Mock): Promise<void> {
  const part = reloadedContracts({
    name: 'mock',
    root,
    manifests: () => loadManifests(root),
    use: (contracts) => mock.useContracts(contracts),
  });
  const reloader = new PartReloader(part, (line) => console.log(line));
  return watchFiles(
    [join(root, 'libs/contracts')],
    (files) => void reloader.saved(files),
    stopRequest.signal,
  );
}

/** Builds the pages after the start of the mock, because the build takes a few seconds after a change. */
async function showPages(port: number): Promise<void> {
  try {
    await buildProjects(root, [WEB_PROJECT], stopRequest.signal);
    console.log(`Open ${pageUrl(port)} in a browser`);
  } catch (error) {
    if (!stopRequest.signal.aborted) console.error(`✖ The mock has no pages. ${String(error)}`);
  }
}
