import { accountContract } from '#contracts/account';
import type { Manifest } from '#libs/manifest';
import { HOST, configuredPorts } from '../config/ports.ts';
import { hostPort } from './container.ts';

/** Container names are also host names in the network. A service's container has the name of the service. */
export const CONTAINERS = {
  postgres: 'postgres',
  storage: 'object-storage',
  issuer: 'issuer',
  edge: 'edge',
} as const;

export const TASKS = { secrets: 'secrets', databases: 'databases' } as const;

export type ContainerProgram =
  | (typeof TASKS)[keyof typeof TASKS]
  | (typeof CONTAINERS)[Exclude<keyof typeof CONTAINERS, 'postgres'>];

/** Servers listen on all addresses of the container, so that other containers can connect. */
export const EVERY_ADDRESS = '0.0.0.0';
export const STORAGE_DIRECTORY = '/data';

/** The ports inside the containers. Environment variables change only the ports on the host. */
export function containerPorts(manifests: readonly Manifest[]) {
  return { ...configuredPorts(manifests, {}), postgres: 5432 };
}

export function issuerUrl(): string {
  return containerUrl({ name: CONTAINERS.issuer, port: containerPorts([]).issuer });
}

/** The URLs that a browser on this machine calls. The issuer's URL is also the `iss` claim of tokens. */
export function browserUrls() {
  const { issuer, storage } = containerPorts([]);
  return {
    issuer: `http://${HOST}:${hostPort('ISSUER_PORT', issuer)}`,
    storage: `http://${HOST}:${hostPort('STORAGE_PORT', storage)}`,
  };
}

export function storageUrl(): string {
  return containerUrl({ name: CONTAINERS.storage, port: containerPorts([]).storage });
}

/** Throws an Error if the service does not exist. */
export function serviceUrl(name: string, manifests: readonly Manifest[]): string {
  const found = manifests.find((manifest) => manifest.name === name);
  if (!found) throw new Error(`There is no service ${name}`);
  return containerUrl(found);
}

export function accountUrl(manifests: readonly Manifest[]): string {
  return serviceUrl(accountContract.name, manifests);
}

function containerUrl({ name, port }: Pick<Manifest, 'name' | 'port'>): string {
  return `http://${name}:${port}`;
}
