import { join } from 'node:path';
import { accountContract } from '#contracts/account';
import { loadContracts } from '#libs/contract-catalog';
import { type Manifest, defaultService, loadManifests } from '#libs/manifest';
import { type StandInIssuer, StandInObjectStorage, StandInPostgres, freePort } from '#libs/stand-ins';
import {
  HOST,
  type Ports,
  type ServicePorts,
  assertPortsAreFree,
  configuredPorts,
  freePorts,
  portsOfStack,
} from '../config/ports.ts';
import { type Secrets, localSecrets } from '../config/secrets.ts';
import { bucketsOf, serviceEnvironment } from '../config/service-environment.ts';
import { Edge } from '../edge/edge.ts';
import { startIssuer } from '../issuer/memberships.ts';
import { Mock } from '../mock/mock.ts';
import { buildServices } from './build.ts';
import { DataFolder } from './data-folder.ts';
import { mockedServices } from './mocked-services.ts';
import { type Part, type PartChange, PartMonitor, probeHttp, probePostgres } from './part-monitor.ts';
import { ServiceProcess } from './service-process.ts';

export interface StackOptions {
  /** The workspace. */
  readonly root: string;
  /** The folder of data, logs and passwords. */
  readonly directory: string;
  /** The ports of the manifests and the environment, or any free ones. */
  readonly ports: 'configured' | 'free';
  /** Whether data must survive a power cut. */
  readonly durable: boolean;
  /** Whether to remove the data of earlier starts first. */
  readonly fresh?: boolean;
  /** Whether to build the services first. */
  readonly build: boolean;
  /** The services that the mock replaces. */
  readonly mocked?: readonly string[];
  /** Additional variables for every service. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Aborts the start, which then stops everything that has started. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
  /** Called when a part fails after the start, and when it responds again. */
  readonly onChange?: (change: PartChange) => void;
}

/** A running stack: PostgreSQL, object storage, issuer, mock, the services and the edge. */
export interface Stack {
  readonly manifests: readonly Manifest[];
  readonly ports: Ports;
  readonly edge: Edge;
  readonly issuer: StandInIssuer;
  readonly storage: StandInObjectStorage;
  readonly mock: { readonly url: string; readonly services: readonly string[] };
  readonly services: ReadonlyMap<string, ServiceProcess>;
  readonly postgresLog: string;
  stop(): Promise<void>;
}

/** Starts a stack. If a part can't start, stops the others and throws an Error with the part and the reason. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const started = new AsyncDisposableStack();
  try {
    const parts = await startParts(options, started);
    return { ...parts, stop: () => started.disposeAsync() };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}

async function startParts(
  options: StackOptions,
  started: AsyncDisposableStack,
): Promise<Omit<Stack, 'stop'>> {
  const { root, onStep, onChange } = options;
  const manifests = loadManifests(root);
  const names = manifests.map(({ name }) => name);
  const mocked = mockedServices(options.mocked ?? [], names);
  const ports =
    options.ports === 'configured' ? configuredPorts(manifests, process.env) : await freePorts(manifests);
  const folder = DataFolder.take(options.directory);
  started.defer(() => folder.release());
  await assertPortsAreFree(portsOfStack(ports));
  if (options.fresh) folder.clear();
  folder.makeLogs();
  const secrets = localSecrets(folder.secrets, names);
  const contracts = await loadContracts(manifests);
  const monitor = new PartMonitor(onChange);
  const failure = new AbortController();
  const signal = options.signal ? AbortSignal.any([failure.signal, options.signal]) : failure.signal;
  const step = (text: string): void => {
    signal.throwIfAborted();
    onStep?.(text);
  };
  const keep = async <T extends { stop(): Promise<void> }>(
    starting: Promise<T>,
    text: string,
  ): Promise<T> => {
    const part = await starting;
    // Another part may have failed meanwhile, and everything is stopped.
    if (started.disposed) await part.stop();
    else started.defer(() => part.stop());
    step(text);
    return part;
  };

  const mock = await keep(
    Mock.start({
      host: HOST,
      port: await freePort(),
      contracts,
      defaultService: defaultService(manifests).name,
      standsFor: 'services',
    }),
    mocked.length > 0 ? `the mock is up, for ${mocked.join(', ')}` : 'the mock is up',
  );
  const addressOf = (name: string): string =>
    mocked.includes(name) ? mock.url : `http://${HOST}:${portsOf(ports, name).business}`;
  const database: Part = {
    name: 'PostgreSQL',
    logFile: folder.logOf('PostgreSQL'),
    probe: (probeSignal) => probePostgres(ports.postgres, HOST, probeSignal),
  };
  const startDatabases = async (): Promise<Record<string, string>> => {
    const postgres = await keep(
      startPostgres(options, folder, ports, secrets),
      `PostgreSQL is up on ${ports.postgres}`,
    );
    postgres.onDeath((how) => {
      failure.abort(new Error(`${database.name} is down (${how}). Its log is ${database.logFile}`));
      monitor.died(database, how);
    });
    return createDatabases(postgres, manifests, secrets);
  };
  const real = manifests.filter(({ name }) => !mocked.includes(name));
  const build = async (): Promise<void> => {
    if (!options.build) return;
    await buildServices(root, real, signal);
    step('the services are built');
  };
  const [databaseUrls, storage, issuer] = await Promise.all([
    startDatabases(),
    keep(
      StandInObjectStorage.start({
        directory: folder.objects,
        port: ports.storage,
        buckets: bucketsOf(manifests),
      }),
      `object storage is up on ${ports.storage}`,
    ),
    keep(
      startIssuer(addressOf(accountContract.name), { port: ports.issuer }),
      `the issuer is up on ${ports.issuer}`,
    ),
    build(),
  ]);

  const processOf = (manifest: Manifest): ServiceProcess => {
    const { name } = manifest;
    const logFile = folder.logOf(name);
    const own = portsOf(ports, name);
    const url = databaseUrls[name];
    const environment = serviceEnvironment(manifest, {
      host: HOST,
      ports: own,
      issuer,
      storage,
      database: url === undefined ? {} : { DATABASE_URL: url },
      addressOf,
    });
    return new ServiceProcess({
      name,
      main: join(root, 'dist', 'apps', name, 'main.js'),
      url: addressOf(name),
      healthUrl: `http://${HOST}:${own.health}`,
      logFile,
      environment: { NODE_ENV: 'production', ...environment, ...options.environment },
      onDeath: (how) => monitor.died({ name, logFile }, how),
    });
  };
  const services = new Map(real.map((manifest) => [manifest.name, processOf(manifest)]));
  const all = [...services.values()];
  started.defer(async () => {
    await Promise.all(all.map((service) => service.stop()));
  });
  await Promise.all(all.map((service) => serve(service, step, signal)));

  const edge = await keep(
    Edge.start({
      host: HOST,
      port: ports.edge,
      contracts,
      addresses: Object.fromEntries(names.map((name) => [name, addressOf(name)])),
      defaultService: defaultService(manifests).name,
      mockAddress: mock.url,
    }),
    `the edge is up on ${ports.edge}`,
  );
  if (onChange) {
    started.defer(() => monitor.stop());
    for (const part of [database, ...all.map(partOf)]) monitor.watch(part);
  }
  return {
    manifests,
    ports,
    edge,
    issuer,
    storage,
    mock: { url: mock.url, services: mocked },
    services,
    postgresLog: database.logFile,
  };
}

/** Starts a service, and migrates and seeds its database if it waits for that. */
async function serve(
  service: ServiceProcess,
  step: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  service.serve();
  await service.untilReady(async () => {
    await service.prepare();
    step(`${service.name} is migrated and seeded`);
  }, signal);
  step(`${service.name} is ready`);
}

function startPostgres(
  { durable, fresh = false }: StackOptions,
  folder: DataFolder,
  ports: Ports,
  { postgres: password }: Secrets,
): Promise<StandInPostgres> {
  return StandInPostgres.start({
    directory: folder.postgres,
    port: ports.postgres,
    password,
    durable,
    fresh,
    logFile: folder.logOf('PostgreSQL'),
  });
}

/** The URL of each service's database. */
async function createDatabases(
  postgres: StandInPostgres,
  manifests: readonly Manifest[],
  { databases }: Secrets,
): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const { name, database } of manifests) {
    if (database) urls[name] = await postgres.database(name, databases[name]).catch(explainWrongPassword);
  }
  return urls;
}

/** Passwords and data belong together, and somebody may remove one of them. */
function explainWrongPassword(error: unknown): never {
  const INVALID_PASSWORD = '28P01';
  if (error instanceof Error && 'code' in error && error.code === INVALID_PASSWORD)
    throw new Error(
      'The data of PostgreSQL does not have the passwords in secrets.json. Start with new data: npm start -- --fresh',
      { cause: error },
    );
  throw error;
}

function partOf({ name, logFile, healthUrl }: ServiceProcess): Part {
  return { name, logFile, probe: (signal) => probeHttp(`${healthUrl}/live`, signal) };
}

function portsOf({ services }: Ports, name: string): ServicePorts {
  const ports = services[name];
  if (!ports) throw new Error(`There is no service ${name}`);
  return ports;
}
