import type { Manifest } from '#libs/manifest';
import { CONTAINERS } from './container-network.ts';
import type { Container } from './container.ts';
import { serviceContainers } from './service-containers.ts';
import {
  ONE_OFF,
  databasesContainer,
  edgeContainer,
  issuerContainer,
  objectStorageContainer,
  postgresContainer,
  secretsContainer,
  secretsVolume,
} from './stand-in-containers.ts';

/** A file of Docker Compose. */
export interface ComposeProject {
  readonly services: Readonly<Record<string, Container>>;
  readonly volumes: Readonly<Record<string, object>>;
}

/**
 * The whole stack: what stands in for the cloud, and the services under their own names. Throws an Error if a service
 * has the name of something else.
 */
export function composeProject(manifests: readonly Manifest[]): ComposeProject {
  const withDatabase = manifests.filter(({ database }) => database);
  const standIns: Record<string, Container> = {
    [ONE_OFF.secrets]: secretsContainer(withDatabase),
    [CONTAINERS.postgres]: postgresContainer(),
    [ONE_OFF.databases]: databasesContainer(withDatabase),
    [CONTAINERS.storage]: objectStorageContainer(),
    [CONTAINERS.issuer]: issuerContainer(),
    [CONTAINERS.edge]: edgeContainer(manifests),
  };
  const services = manifests.map((manifest) => serviceContainers(manifest, manifests));
  const taken = services.flatMap((containers) => Object.keys(containers)).filter((name) => name in standIns);
  if (taken.length > 0) throw new Error(`No service may be called ${taken.join(', ')}: something else is`);
  const volumes = [
    'postgres',
    'object-storage',
    ...[{ name: CONTAINERS.postgres }, ...withDatabase].map(secretsVolume),
  ];
  return {
    services: Object.fromEntries([standIns, ...services].flatMap((containers) => Object.entries(containers))),
    volumes: Object.fromEntries(volumes.map((volume) => [volume, {}])),
  };
}
