import type { Contract } from '#contracts/vocabulary';
import { loadContract } from '#libs/contract-catalog';
import { type Manifest, loadManifests } from '#libs/manifest';
import { type Names, namesOf } from './naming.ts';
import { type Parameters, parametersOf } from './parameter-names.ts';
import type { Settings } from './settings.ts';

export interface Service {
  readonly manifest: Manifest;
  readonly contract: Contract;
}

export interface Deployment extends Settings {
  readonly services: readonly Service[];
  readonly names: Names;
  readonly parameters: Parameters;
}

export function createDeployment(settings: Settings, services: readonly Service[]): Deployment {
  return {
    ...settings,
    services,
    names: namesOf(settings.stage.name),
    parameters: parametersOf(settings.stage.name),
  };
}

/** Returns callees before their callers. Throws an Error if a service has no contract. */
export function loadServices(root: string): Promise<Service[]> {
  return Promise.all(
    loadManifests(root).map(async (manifest) => ({ manifest, contract: await loadContract(manifest.name) })),
  );
}

/** Throws an Error if a callee doesn't exist. */
export function calleesOf({ services }: Deployment, { manifest }: Service): Service[] {
  return manifest.calls.map((name) => {
    const callee = services.find((service) => service.manifest.name === name);
    if (!callee) throw new Error(`${manifest.name} calls ${name}, but no such service exists`);
    return callee;
  });
}

export function databaseInstanceOf({ names, profile }: Deployment, manifest: Manifest): string {
  return profile.database.instance === 'shared'
    ? names.sharedDatabaseInstance
    : names.databaseInstance(manifest);
}
