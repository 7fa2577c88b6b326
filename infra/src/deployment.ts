import type { Contract } from '#contracts/vocabulary';
import type { Manifest } from '#libs/manifest';
import { type Names, namesOf } from './naming.ts';
import { type Parameters, parametersOf } from './parameter-names.ts';
import type { Settings } from './settings.ts';

/** A service as infrastructure sees it: what it says of itself, and what it answers. */
export interface Service {
  readonly manifest: Manifest;
  readonly contract: Contract;
}

/** What every stack knows: which stage it is of, where it goes, how things are called, who else there is. */
export interface Deployment extends Settings {
  readonly services: readonly Service[];
  readonly names: Names;
  readonly parameters: Parameters;
}

/** Everything that is deployed of one stage. */
export function createDeployment(settings: Settings, services: readonly Service[]): Deployment {
  return {
    ...settings,
    services,
    names: namesOf(settings.stage.name),
    parameters: parametersOf(settings.stage.name),
  };
}

/** The services that a service calls. Throws an Error for one that does not exist. */
export function calleesOf({ services }: Deployment, { manifest }: Service): Service[] {
  return manifest.calls.map((name) => {
    const callee = services.find((service) => service.manifest.name === name);
    if (!callee) throw new Error(`${manifest.name} calls ${name}, but no such service exists`);
    return callee;
  });
}
