import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { StandInObjectStorage } from '#libs/stand-ins';
import { EVERY_ADDRESS, STORAGE_DIRECTORY, containerPorts } from './container-network.ts';
import { bucketsOf } from '../config/service-environment.ts';
import { runUntilStopped } from '../cli/run-until-stopped.ts';

const manifests = loadManifests(resolve(import.meta.dirname, '../../../..'));
const storage = await StandInObjectStorage.start({
  directory: STORAGE_DIRECTORY,
  host: EVERY_ADDRESS,
  port: containerPorts(manifests).storage,
  buckets: bucketsOf(manifests),
});
runUntilStopped(() => storage.stop());
console.log('Object storage is up');
