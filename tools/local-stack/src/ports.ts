import { createServer } from 'node:net';
import { type Manifest, healthPort } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';

export interface ServicePorts {
  readonly business: number;
  readonly health: number;
}

/** Where everything of a local stack listens. */
export interface Ports {
  readonly edge: number;
  readonly issuer: number;
  readonly postgres: number;
  readonly storage: number;
  readonly services: Readonly<Record<string, ServicePorts>>;
}

/** The ports of `npm start`: those of the manifests, and of the environment for the rest. */
export function configuredPorts(manifests: readonly Manifest[], environment: NodeJS.ProcessEnv): Ports {
  const port = (name: string, fallback: number): number => {
    const value = Number(environment[name] ?? fallback);
    if (!Number.isInteger(value) || value < 1 || value > 65_535)
      throw new Error(`${name} must be a port number`);
    return value;
  };
  return {
    edge: port('EDGE_PORT', 8080),
    issuer: port('ISSUER_PORT', 8090),
    postgres: port('POSTGRES_PORT', 54_329),
    storage: port('STORAGE_PORT', 9010),
    services: Object.fromEntries(
      manifests.map((manifest) => [manifest.name, { business: manifest.port, health: healthPort(manifest) }]),
    ),
  };
}

/** Ports that are free now, so that several stacks can run side by side. */
export async function freePorts(manifests: readonly Manifest[]): Promise<Ports> {
  const [edge, issuer, postgres, storage] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const services = await Promise.all(
    manifests.map(
      async ({ name }) => [name, { business: await freePort(), health: await freePort() }] as const,
    ),
  );
  return { edge, issuer, postgres, storage, services: Object.fromEntries(services) };
}

/** Throws an Error that names every port that is taken, whom it was for, and how to choose another. */
export async function assertPortsAreFree(ports: Ports, host: string): Promise<void> {
  const wanted: [what: string, port: number, remedy: string][] = [
    ['the edge', ports.edge, 'set EDGE_PORT'],
    ['the issuer', ports.issuer, 'set ISSUER_PORT'],
    ['PostgreSQL', ports.postgres, 'set POSTGRES_PORT'],
    ['object storage', ports.storage, 'set STORAGE_PORT'],
    ...Object.entries(ports.services).flatMap(([name, { business, health }]): [string, number, string][] => [
      [name, business, `change "port" in apps/${name}/service.json`],
      [`${name}'s health`, health, `change "port" in apps/${name}/service.json`],
    ]),
  ];
  const taken = await Promise.all(
    wanted.map(async ([what, port, remedy]) =>
      (await isFree(port, host)) ? [] : [`  port ${port}, for ${what}: stop what uses it, or ${remedy}`],
    ),
  );
  const faults = taken.flat();
  if (faults.length > 0) throw new Error(`Ports that are needed are taken:\n${faults.join('\n')}`);
}

function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
