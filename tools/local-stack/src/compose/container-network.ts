import { accountContract } from '#contracts/account';
import type { Manifest } from '#libs/manifest';
import { HOST, configuredPorts } from '../config/ports.ts';
import { hostPort } from './container.ts';

/**
 * The names of containers in the network of docker-compose.yml. The container of a service has the name in its
 * manifest.
 */
export const CONTAINERS = {
  postgres: 'postgres',
  storage: 'object-storage',
  issuer: 'issuer',
  edge: 'edge',
} as const;

/** The containers that do one task and end. */
export const TASKS = { secrets: 'secrets', databases: 'databases' } as const;

/** The parts that container.main.ts runs. */
export type ContainerProgram =
  | (typeof TASKS)[keyof typeof TASKS]
  | (typeof CONTAINERS)[Exclude<keyof typeof CONTAINERS, 'postgres'>];

/** The host to listen on: all addresses of the container, so that other containers can connect. */
export const EVERY_ADDRESS = '0.0.0.0';
/** The folder of object storage. */
export const STORAGE_DIRECTORY = '/data';

/** The ports inside the containers; variables change only the ports of the host. */
export function containerPorts(manifests: readonly Manifest[]) {
  return { ...configuredPorts(manifests, {}), postgres: 5432 };
}

/** The issuer's URL in the network. */
export function issuerUrl(): string {
  return containerUrl({ name: CONTAINERS.issuer, port: containerPorts([]).issuer });
}

/** The URLs of the parts that a browser on this machine calls. The issuer's URL is also its name in tokens. */
export function browserUrls() {
  const { issuer, storage } = containerPorts([]);
  return {
    issuer: `http://${HOST}:${hostPort('ISSUER_PORT', issuer)}`,
    storage: `http://${HOST}:${hostPort('STORAGE_PORT', storage)}`,
  };
}

/** Object storage's URL in the network. */
export function storageUrl(): string {
  return containerUrl({ name: CONTAINERS.storage, port: containerPorts([]).storage });
}

/** A service's URL in the network. Throws an Error if there is no such service. */
export function serviceUrl(name: string, manifests: readonly Manifest[]): string {
  const found = manifests.find((manifest) => manifest.name === name);
  if (!found) throw new Error(`There is no service ${name}`);
  return containerUrl(found);
}

/** The URL of the service that has the memberships. */
export function accountUrl(manifests: readonly Manifest[]): string {
  return serviceUrl(accountContract.name, manifests);
}

function containerUrl({ name, port }: Pick<Manifest, 'name' | 'port'>): string {
  return `http://${name}:${port}`;
}
