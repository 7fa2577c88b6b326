import type { Manifest } from '#libs/manifest';
import { CONTAINERS, TASKS } from './container-network.ts';
import type { Container } from './container.ts';
import { serviceContainers } from './service-containers.ts';
import {
  databasesContainer,
  edgeContainer,
  issuerContainer,
  objectStorageContainer,
  postgresContainer,
  secretsContainer,
  secretsVolume,
} from './stand-in-containers.ts';

export interface ComposeProject {
  readonly services: Readonly<Record<string, Container>>;
  readonly volumes: Readonly<Record<string, object>>;
}

/** Throws an Error if a service has the name of a stand-in's container. */
export function composeProject(manifests: readonly Manifest[]): ComposeProject {
  const withDatabase = manifests.filter(({ database }) => database);
  const standIns: Record<string, Container> = {
    [TASKS.secrets]: secretsContainer(withDatabase),
    [CONTAINERS.postgres]: postgresContainer(),
    [TASKS.databases]: databasesContainer(withDatabase),
    [CONTAINERS.storage]: objectStorageContainer(),
    [CONTAINERS.issuer]: issuerContainer(),
    [CONTAINERS.edge]: edgeContainer(manifests),
  };
  const services = manifests.map((manifest) => serviceContainers(manifest, manifests));
  const taken = services.flatMap((containers) => Object.keys(containers)).filter((name) => name in standIns);
  if (taken.length > 0)
    throw new Error(
      `A service can't be named ${taken.join(', ')}, because another container has this name. Rename the service.`,
    );
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
