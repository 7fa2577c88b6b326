import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { EVERY_ADDRESS, containerPorts, containerUrl } from './container-network.ts';
import { Edge } from '../edge/edge.ts';
import { runUntilStopped } from '../cli/run-until-stopped.ts';

const manifests = loadManifests(resolve(import.meta.dirname, '../../../..'));
const edge = await Edge.start({
  host: EVERY_ADDRESS,
  port: containerPorts(manifests).edge,
  contracts: await loadContracts(manifests),
  addresses: Object.fromEntries(manifests.map((manifest) => [manifest.name, containerUrl(manifest)])),
  defaultService: defaultService(manifests).name,
});
runUntilStopped(() => edge.stop());
console.log('The edge is up');
