import { z } from 'zod';
import { LOCAL_EDGE_PORT, type Manifest, healthPort } from '#libs/manifest';
import { freePort, listenError } from '#libs/stand-ins';
import { findPortHolder } from './port-holder.ts';

export const HOST = '127.0.0.1';

const LAST_PORT = 65_535;
const COMMAND_LENGTH = 80;

export interface ServicePorts {
  readonly business: number;
  readonly health: number;
}

export interface Ports {
  readonly edge: number;
  readonly issuer: number;
  readonly postgres: number;
  readonly storage: number;
  readonly services: Readonly<Record<string, ServicePorts>>;
}

export interface WantedPort {
  readonly port: number;
  readonly part: string;
  readonly variable: string;
}

/** A service's health port is 1000 above its port, so the highest port leaves room for the health port. */
export function portVariables(manifests: readonly Manifest[]) {
  return {
    EDGE_PORT: portNumber().default(LOCAL_EDGE_PORT).describe('The port of the edge, and of the mock.'),
    ISSUER_PORT: portNumber().default(8090).describe('The port of the issuer.'),
    POSTGRES_PORT: portNumber().default(54_329).describe('The port of PostgreSQL with `npm start`.'),
    STORAGE_PORT: portNumber().default(9010).describe('The port of the object storage.'),
    ...servicePortVariables(manifests),
  };
}

function servicePortVariables(manifests: readonly Manifest[]) {
  const highest = LAST_PORT - healthPort({ port: 0 });
  const variables = manifests.map((manifest) => {
    const meaning = `The port of ${manifest.name} with \`npm start\`. Its health port is 1000 above.`;
    return [
      portVariable(manifest.name),
      portNumber(highest).default(manifest.port).describe(meaning),
    ] as const;
  });
  return Object.fromEntries(variables);
}

function portNumber(highest = LAST_PORT) {
  const fault = `must be a port number from 1 to ${highest}`;
  return z.coerce.number(fault).int(fault).min(1, fault).max(highest, fault);
}

/**
 * Reads the ports of `npm start` from the environment, with defaults. Throws an Error for an invalid
 * variable.
 */
export function configuredPorts(manifests: readonly Manifest[], environment: NodeJS.ProcessEnv): Ports {
  const { data, error } = z.object(portVariables(manifests)).safeParse(environment);
  if (!data)
    throw new Error(error.issues.map(({ path, message }) => `${path.join()} ${message}.`).join('\n'));
  const servicePorts: Readonly<Record<string, number>> = data;
  const services = manifests.map((manifest) => {
    const business = servicePorts[portVariable(manifest.name)] ?? manifest.port;
    return [manifest.name, { business, health: healthPort({ port: business }) }] as const;
  });
  return {
    edge: data.EDGE_PORT,
    issuer: data.ISSUER_PORT,
    postgres: data.POSTGRES_PORT,
    storage: data.STORAGE_PORT,
    services: Object.fromEntries(services),
  };
}

export async function freePorts(manifests: readonly Manifest[]): Promise<Ports> {
  const services: Record<string, ServicePorts> = {};
  for (const { name } of manifests) services[name] = { business: await freePort(), health: await freePort() };
  return {
    edge: await freePort(),
    issuer: await freePort(),
    postgres: await freePort(),
    storage: await freePort(),
    services,
  };
}

export function portsOfStack({ edge, issuer, postgres, storage, services }: Ports): WantedPort[] {
  return [
    { port: edge, part: 'the edge', variable: 'EDGE_PORT' },
    { port: issuer, part: 'the issuer', variable: 'ISSUER_PORT' },
    { port: postgres, part: 'PostgreSQL', variable: 'POSTGRES_PORT' },
    { port: storage, part: 'object storage', variable: 'STORAGE_PORT' },
    ...Object.entries(services).flatMap(([name, { business, health }]) => [
      { port: business, part: name, variable: portVariable(name) },
      { port: health, part: `the health endpoint of ${name}`, variable: portVariable(name) },
    ]),
  ];
}

/**
 * Throws an Error with one line for each unusable port. Each line contains the reason, and the variable that
 * changes the port.
 */
export async function assertPortsAreFree(wanted: readonly WantedPort[]): Promise<void> {
  const faults: string[] = [];
  for (const [first, second] of Map.groupBy(wanted, ({ port }) => port).values()) {
    const fault = first && (second ? sharedPort(first, second) : await unusablePort(first));
    if (fault !== undefined) faults.push(fault);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

function portVariable(name: string): string {
  return `${name.replaceAll('-', '_').toUpperCase()}_PORT`;
}

function sharedPort({ port, part }: WantedPort, other: WantedPort): string {
  return `Port ${port} is set for ${part} and for ${other.part}. Set ${other.variable} to another port.`;
}

async function unusablePort({ port, part, variable }: WantedPort): Promise<string | undefined> {
  const code = await listenError(port);
  if (code === undefined) return undefined;
  if (code === 'EACCES')
    return `Port ${port} (${part}) is reserved for administrators. Set ${variable} to 1024 or more.`;
  const holder = findPortHolder(port);
  return holder
    ? `Port ${port} (${part}) is in use by process ${holder.pid} (${holder.command.slice(0, COMMAND_LENGTH)}). Stop it or set ${variable}.`
    : `Port ${port} (${part}) is in use. Stop the other process or set ${variable}.`;
}
