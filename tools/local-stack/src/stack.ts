import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { type Manifest, defaultService, loadManifests } from '#libs/manifest';
import { StandInIssuer, StandInObjectStorage, StandInPostgres, freePort } from '#libs/stand-ins';
import { Mock } from '#tools/mock';
import { buildServices } from './build.ts';
import { Edge } from './edge.ts';
import { findMemberAt } from './memberships.ts';
import { mockedServices } from './mocked-services.ts';
import { notBuilt } from './not-built.ts';
import { type Ports, assertPortsAreFree, configuredPorts, freePorts } from './ports.ts';
import { Releases } from './releases.ts';
import { type Secrets, localSecrets } from './secrets.ts';
import { bucketsOf, serviceEnvironment } from './service-environment.ts';
import { ServiceProcess } from './service-process.ts';

const HOST = '127.0.0.1';

export interface StackOptions {
  /** The workspace. */
  readonly root: string;
  /** Where data, logs and passwords are kept. */
  readonly directory: string;
  /** Those of the manifests, or any that are free. */
  readonly ports: 'configured' | 'free';
  /** Whether data must survive a power cut. */
  readonly durable: boolean;
  /** Whether to begin without the data of earlier starts. */
  readonly fresh?: boolean;
  /** Whether the services are to be built first. */
  readonly build: boolean;
  /** The services that the mock answers for; no process of theirs is started. */
  readonly mocked?: readonly string[];
  /** Goes to every service. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends the start: what had started is stopped again. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
  readonly onDeath?: ServiceProcessOptions['onDeath'];
}

type ServiceProcessOptions = ConstructorParameters<typeof ServiceProcess>[0];

/** Everything that runs on one machine: PostgreSQL, object storage, issuer, mock, the services and the edge. */
export interface Stack {
  readonly manifests: readonly Manifest[];
  readonly ports: Ports;
  readonly edge: Edge;
  readonly issuer: StandInIssuer;
  readonly storage: StandInObjectStorage;
  readonly mock: { readonly url: string; readonly services: readonly string[] };
  readonly services: ReadonlyMap<string, ServiceProcess>;
  stop(): Promise<void>;
}

/** Starts everything; what had started is stopped again if a part can't. Throws an Error that says which and why. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const releases = new Releases();
  try {
    const parts = await startParts(options, releases);
    return { ...parts, stop: () => releases.release() };
  } catch (error) {
    await releases.release();
    throw error;
  }
}

async function startParts(options: StackOptions, releases: Releases): Promise<Omit<Stack, 'stop'>> {
  const { root, directory, signal, onStep = () => undefined } = options;
  const step = (what: string): void => {
    signal?.throwIfAborted();
    onStep(what);
  };
  const manifests = loadManifests(root);
  const names = manifests.map(({ name }) => name);
  const mocked = mockedServices(options.mocked ?? [], names);
  const real = manifests.filter(({ name }) => !mocked.includes(name));
  const ports = await (options.ports === 'configured'
    ? configuredPorts(manifests, process.env)
    : freePorts(manifests));
  await assertPortsAreFree(ports, HOST);
  if (options.fresh) rmSync(directory, { recursive: true, force: true });
  const logs = join(directory, 'logs');
  mkdirSync(logs, { recursive: true });
  const secrets = localSecrets(join(directory, 'secrets.json'), names);

  const keep = <T extends { stop(): Promise<void> }>(part: T, what: string): T => {
    releases.add(() => part.stop());
    step(what);
    return part;
  };
  const contracts = await loadContracts(manifests);
  const mock = keep(
    await Mock.start({
      host: HOST,
      port: await freePort(),
      contracts,
      defaultService: defaultService(manifests).name,
      standsFor: 'services',
    }),
    mocked.length > 0 ? `the mock is up, for ${mocked.join(', ')}` : 'the mock is up',
  );
  const addressOf = (name: string): string => (mocked.includes(name) ? mock.url : serviceUrl(ports, name));
  const [databases, storage, issuer, unbuilt] = await Promise.all([
    startPostgres(options, ports.postgres, secrets.postgres)
      .then((postgres) => keep(postgres, `PostgreSQL is up on ${ports.postgres}`))
      .then((postgres) => createDatabases(postgres, manifests, secrets)),
    StandInObjectStorage.start({
      directory: join(directory, 'object-storage'),
      port: ports.storage,
      buckets: bucketsOf(manifests),
    }).then((part) => keep(part, `object storage is up on ${ports.storage}`)),
    startIssuer(ports.issuer, addressOf('account')).then((part) =>
      keep(part, `the issuer is up on ${ports.issuer}`),
    ),
    notBuilt(root, contracts),
    options.build
      ? buildServices(
          root,
          real.map(({ name }) => name),
        ).then(() => step('the services are built'))
      : undefined,
  ]);

  const services = new Map(
    real.map((manifest) => [
      manifest.name,
      new ServiceProcess({
        name: manifest.name,
        main: join(root, 'dist', 'apps', manifest.name, 'main.js'),
        url: serviceUrl(ports, manifest.name),
        healthUrl: `http://${HOST}:${portsOf(ports, manifest.name).health}`,
        logFile: join(logs, `${manifest.name}.log`),
        environment: {
          NODE_ENV: 'production',
          ...serviceEnvironment(manifest, {
            host: HOST,
            ports: portsOf(ports, manifest.name),
            issuer,
            storage,
            database: databases[manifest.name] ?? {},
            addressOf,
          }),
          ...options.environment,
        },
        onDeath: options.onDeath ?? (() => undefined),
      }),
    ]),
  );
  releases.add(async () => {
    await Promise.all([...services.values()].map((service) => service.stop()));
  });
  await Promise.all([...services.values()].map((service) => serve(service, step, signal)));

  const edge = keep(
    await Edge.start({
      host: HOST,
      port: ports.edge,
      contracts,
      addresses: Object.fromEntries(names.map((name) => [name, addressOf(name)])),
      defaultService: defaultService(manifests).name,
      replaced: { operations: unbuilt, address: mock.url },
    }),
    `the edge is up on ${ports.edge}`,
  );
  return { manifests, ports, edge, issuer, storage, mock: { url: mock.url, services: mocked }, services };
}

/** Serves at once; a database that is not migrated yet is migrated and seeded while the service waits. */
async function serve(
  service: ServiceProcess,
  step: (what: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  service.serve();
  await service.untilReady(async () => {
    await service.prepare();
    step(`${service.name} is migrated and seeded`);
  }, signal);
  step(`${service.name} is ready`);
}

function startPostgres(
  { directory, durable, fresh = false }: StackOptions,
  port: number,
  password: string,
): Promise<StandInPostgres> {
  return StandInPostgres.start({ directory: join(directory, 'postgres'), port, password, durable, fresh });
}

async function createDatabases(
  postgres: StandInPostgres,
  manifests: readonly Manifest[],
  secrets: Secrets,
): Promise<Record<string, { readonly DATABASE_URL: string }>> {
  const urls: Record<string, { readonly DATABASE_URL: string }> = {};
  for (const { name, database } of manifests) {
    if (database) urls[name] = { DATABASE_URL: await postgres.database(name, secrets.databases[name]) };
  }
  return urls;
}

async function startIssuer(port: number, accountUrl: string): Promise<StandInIssuer> {
  const issuer: StandInIssuer = await StandInIssuer.start({
    port,
    findMember: (accountId) => findMemberAt(accountUrl, (claims) => issuer.mint(claims))(accountId),
  });
  return issuer;
}

function serviceUrl(ports: Ports, name: string): string {
  return `http://${HOST}:${portsOf(ports, name).business}`;
}

function portsOf({ services }: Ports, name: string): Ports['services'][string] {
  const ports = services[name];
  if (!ports) throw new Error(`There is no service ${name}`);
  return ports;
}
