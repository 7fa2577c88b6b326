import { accountContract } from '#contracts/account';
import type { Manifest } from '#libs/manifest';
import { configuredPorts } from '../config/ports.ts';

/** What everybody is called in the network of docker-compose.yml; a service has the name of its manifest. */
export const CONTAINERS = {
  postgres: 'postgres',
  storage: 'object-storage',
  issuer: 'issuer',
  edge: 'edge',
} as const;

/** All addresses of a container, so that the others reach it. */
export const EVERY_ADDRESS = '0.0.0.0';
/** Where object storage keeps its data. */
export const STORAGE_DIRECTORY = '/data';

/** Where everything listens inside its container; what the host sees of it can be chosen. */
export function containerPorts(manifests: readonly Manifest[]) {
  return { ...configuredPorts(manifests, {}), postgres: 5432 };
}

/** Where a container is found by the others. */
export function containerUrl({ name, port }: Pick<Manifest, 'name' | 'port'>): string {
  return `http://${name}:${port}`;
}

/** Where the issuer is found by the others; also its name in tokens. */
export function issuerUrl(): string {
  return containerUrl({ name: CONTAINERS.issuer, port: containerPorts([]).issuer });
}

/** Where object storage is found by the others. */
export function storageUrl(): string {
  return containerUrl({ name: CONTAINERS.storage, port: containerPorts([]).storage });
}

/** Where the issuer asks who is a member of what. */
export function membershipsUrl(manifests: readonly Manifest[]): string {
  const account = manifests.find(({ name }) => name === accountContract.name);
  if (!account) throw new Error(`There is no service ${accountContract.name}, which knows the members`);
  return containerUrl(account);
}
