import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { Mock } from '#tools/mock';
import { configuredPorts } from './ports.ts';
import { stopWhenTold } from './stop-when-told.ts';

const manifests = loadManifests(resolve(import.meta.dirname, '../../..'));
const mock = await Mock.start({
  host: '127.0.0.1',
  port: configuredPorts(manifests, process.env).edge,
  contracts: await loadContracts(manifests),
  defaultService: defaultService(manifests).name,
});
stopWhenTold(() => mock.stop());
console.log(`The mock is up on ${mock.url} after ${Math.round(performance.now())} ms`);
