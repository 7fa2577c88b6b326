import { createServer } from 'node:net';
import { z } from 'zod';
import { LOCAL_EDGE_PORT, type Manifest, healthPort } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { findPortHolder } from './port-holder.ts';

const LAST_PORT = 65_535;
/** So much of a command that holds a port is shown. */
const COMMAND_LENGTH = 80;

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

/** The variables of the local stack's ports. The schema of a service's port leaves room for its health port. */
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
    return [portVariable(manifest), portNumber(highest).default(manifest.port).describe(meaning)] as const;
  });
  return Object.fromEntries(variables);
}

function portNumber(highest = LAST_PORT) {
  const fault = `must be a port number from 1 to ${highest}`;
  return z.coerce.number(fault).int(fault).min(1, fault).max(highest, fault);
}

/** The ports of `npm start`: those of the environment, else the defaults. Throws an Error if a variable holds no port. */
export function configuredPorts(manifests: readonly Manifest[], environment: NodeJS.ProcessEnv): Ports {
  const { data, error } = z.object(portVariables(manifests)).safeParse(environment);
  if (!data)
    throw new Error(error.issues.map(({ path, message }) => `${path.join()} ${message}.`).join('\n'));
  const ofServices: Readonly<Record<string, number>> = data;
  const services = manifests.map((manifest) => {
    const business = ofServices[portVariable(manifest)] ?? manifest.port;
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

/** The variable that gives a service another port on this machine: CARD_PORT. */
function portVariable({ name }: Pick<Manifest, 'name'>): string {
  return `${name.replaceAll('-', '_').toUpperCase()}_PORT`;
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

interface WantedPort {
  readonly port: number;
  /** What listens there. */
  readonly part: string;
  /** The variable that chooses another port. */
  readonly variable: string;
}

/**
 * Throws an Error with a sentence for each port that can't be used: which part needs it, which process has it, and which
 * variable chooses another.
 */
export async function assertPortsAreFree(ports: Ports, host: string): Promise<void> {
  await assertFree(wantedPorts(ports), host);
}

/** The same for the mock, which listens at the edge's port. */
export async function assertMockPortIsFree({ edge }: Ports, host: string): Promise<void> {
  await assertFree([{ port: edge, part: 'the mock', variable: 'EDGE_PORT' }], host);
}

function wantedPorts(ports: Ports): WantedPort[] {
  return [
    { port: ports.edge, part: 'the edge', variable: 'EDGE_PORT' },
    { port: ports.issuer, part: 'the issuer', variable: 'ISSUER_PORT' },
    { port: ports.postgres, part: 'PostgreSQL', variable: 'POSTGRES_PORT' },
    { port: ports.storage, part: 'object storage', variable: 'STORAGE_PORT' },
    ...Object.entries(ports.services).flatMap(([name, { business, health }]) => [
      { port: business, part: name, variable: portVariable({ name }) },
      { port: health, part: `the health of ${name}`, variable: portVariable({ name }) },
    ]),
  ];
}

async function assertFree(wanted: readonly WantedPort[], host: string): Promise<void> {
  const byPort = Map.groupBy(wanted, ({ port }) => port);
  const faults = await Promise.all(
    [...byPort.values()].map(async ([first, second]) => {
      if (!first) return [];
      if (second) return [sharedPort(first, second)];
      const code = await listenError(first.port, host);
      return code === undefined ? [] : [unusablePort(first, code)];
    }),
  );
  if (faults.flat().length > 0) throw new Error(faults.flat().join('\n'));
}

function sharedPort({ port, part }: WantedPort, other: WantedPort): string {
  return `Port ${port} is meant for ${part} and for ${other.part}. Set ${other.variable} to another port.`;
}

function unusablePort({ port, part, variable }: WantedPort, code: string): string {
  if (code === 'EACCES')
    return `Port ${port}, which ${part} needs, is reserved for administrators. Set ${variable} to 1024 or more.`;
  const holder = findPortHolder(port);
  const by = holder ? `process ${holder.pid} (${shortened(holder.command)})` : 'another program';
  return `Port ${port}, which ${part} needs, is in use by ${by}. Stop it, or set ${variable} to another port.`;
}

function shortened(command: string): string {
  return command.length > COMMAND_LENGTH ? `${command.slice(0, COMMAND_LENGTH)}…` : command;
}

/** The code of the error that listening on a port gives; undefined if it works. */
function listenError(port: number, host: string): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
