import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { workspaceRoot } from '../config/workspace-root.ts';
import { Pages, pagesFolder } from '../pages/pages.ts';
import { portalOf } from '../pages/portal-of.ts';
import { Mock } from './mock.ts';

if (!parentPort) throw new Error('Run npm run mock, which starts this file as a worker');
const address = z.object({ host: z.string(), port: z.int() }).parse(workerData);
const manifests = loadManifests(workspaceRoot);
const contracts = await loadContracts(manifests);
parentPort.postMessage('loaded');
await once(parentPort, 'message');
const pages = new Pages({
  folder: pagesFolder(workspaceRoot),
  settings: { mock: true },
  portal: portalOf(workspaceRoot),
});
await Mock.start({ ...address, contracts, defaultService: defaultService(manifests).name, pages });
parentPort.postMessage('serving');
