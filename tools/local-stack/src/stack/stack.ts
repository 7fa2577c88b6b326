import { join } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { type Manifest, defaultService, loadManifests } from '#libs/manifest';
import { StandInIssuer, StandInObjectStorage, StandInPostgres, freePort } from '#libs/stand-ins';
import { Mock } from '../mock/mock.ts';
import { buildServices } from './build.ts';
import { DataFolder } from './data-folder.ts';
import { Edge } from '../edge/edge.ts';
import { findMemberAt } from '../issuer/memberships.ts';
import { mockedServices } from './mocked-services.ts';
import { type Part, type PartChange, PartMonitor, probeHttp, probePostgres } from './part-monitor.ts';
import { type Ports, assertPortsAreFree, configuredPorts, freePorts } from '../config/ports.ts';
import { Releases } from './releases.ts';
import { type Secrets, localSecrets } from '../config/secrets.ts';
import { bucketsOf, serviceEnvironment } from '../config/service-environment.ts';
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
  /** Called when a part fails after the start, and when it is back. */
  readonly onChange?: (change: PartChange) => void;
}

/** Everything that runs on one machine: PostgreSQL, object storage, issuer, mock, the services and the edge. */
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
  const { root, onStep = () => undefined, onChange } = options;
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(options.signal ? [options.signal] : [])]);
  const step = (what: string): void => {
    signal.throwIfAborted();
    onStep(what);
  };
  const manifests = loadManifests(root);
  const names = manifests.map(({ name }) => name);
  const mocked = mockedServices(options.mocked ?? [], names);
  const real = manifests.filter(({ name }) => !mocked.includes(name));
  const ports = await (options.ports === 'configured'
    ? configuredPorts(manifests, process.env)
    : freePorts(manifests));
  const folder = DataFolder.take(options.directory);
  releases.add(() => folder.release());
  await assertPortsAreFree(ports, HOST);
  if (options.fresh) folder.clear();
  folder.makeLogs();
  const secrets = localSecrets(folder.secrets, names);

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
  const monitor = new PartMonitor(onChange ?? (() => undefined));
  const postgresPart: Part = {
    name: 'PostgreSQL',
    logFile: folder.logOf('PostgreSQL'),
    probe: (probeSignal) => probePostgres(ports.postgres, HOST, probeSignal),
  };
  /** During the start, a part that fails ends the start. */
  const fail = (part: Part, how: string): void => {
    failure.abort(new Error(`${part.name} is down (${how}). Its log is ${part.logFile}`));
    monitor.died(part, how);
  };
  const addressOf = (name: string): string => (mocked.includes(name) ? mock.url : serviceUrl(ports, name));
  const [databases, storage, issuer] = await Promise.all([
    startPostgres(options, folder, ports.postgres, secrets.postgres)
      .then((postgres) => keep(postgres, `PostgreSQL is up on ${ports.postgres}`))
      .then((postgres) => {
        postgres.onDeath((how) => fail(postgresPart, how));
        return createDatabases(postgres, manifests, secrets);
      }),
    StandInObjectStorage.start({
      directory: folder.objects,
      port: ports.storage,
      buckets: bucketsOf(manifests),
    }).then((part) => keep(part, `object storage is up on ${ports.storage}`)),
    startIssuer(ports.issuer, addressOf('account')).then((part) =>
      keep(part, `the issuer is up on ${ports.issuer}`),
    ),
    options.build
      ? buildServices(
          root,
          real.map(({ name }) => name),
          signal,
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
        logFile: folder.logOf(manifest.name),
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
        onDeath: (how) => monitor.died({ name: manifest.name, logFile: folder.logOf(manifest.name) }, how),
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
      mockAddress: mock.url,
    }),
    `the edge is up on ${ports.edge}`,
  );
  if (onChange) {
    releases.add(() => monitor.stop());
    for (const part of [postgresPart, ...[...services.values()].map(partOf)]) monitor.watch(part);
  }
  return {
    manifests,
    ports,
    edge,
    issuer,
    storage,
    mock: { url: mock.url, services: mocked },
    services,
    postgresLog: postgresPart.logFile,
  };
}

/** Serves at once; a database that is not migrated yet is migrated and seeded while the service waits. */
async function serve(
  service: ServiceProcess,
  step: (what: string) => void,
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
  port: number,
  password: string,
): Promise<StandInPostgres> {
  const logFile = folder.logOf('PostgreSQL');
  return StandInPostgres.start({ directory: folder.postgres, port, password, durable, fresh, logFile });
}

async function createDatabases(
  postgres: StandInPostgres,
  manifests: readonly Manifest[],
  secrets: Secrets,
): Promise<Record<string, { readonly DATABASE_URL: string }>> {
  const urls: Record<string, { readonly DATABASE_URL: string }> = {};
  for (const { name, database } of manifests) {
    if (!database) continue;
    urls[name] = {
      DATABASE_URL: await postgres.database(name, secrets.databases[name]).catch(explainWrongPassword),
    };
  }
  return urls;
}

/** The passwords and the data are made together, and somebody may remove one of them. */
function explainWrongPassword(error: unknown): never {
  const INVALID_PASSWORD = '28P01';
  if (error instanceof Error && 'code' in error && error.code === INVALID_PASSWORD)
    throw new Error(
      'The data of PostgreSQL was made with other passwords than those in secrets.json. Begin anew: npm start -- --fresh',
      { cause: error },
    );
  throw error;
}

async function startIssuer(port: number, accountUrl: string): Promise<StandInIssuer> {
  const issuer: StandInIssuer = await StandInIssuer.start({
    port,
    findMember: (accountId) => findMemberAt(accountUrl, (claims) => issuer.mint(claims))(accountId),
  });
  return issuer;
}

function partOf({ name, logFile, healthUrl }: ServiceProcess): Part {
  return { name, logFile, probe: (signal) => probeHttp(`${healthUrl}/live`, signal) };
}

function serviceUrl(ports: Ports, name: string): string {
  return `http://${HOST}:${portsOf(ports, name).business}`;
}

function portsOf({ services }: Ports, name: string): Ports['services'][string] {
  const ports = services[name];
  if (!ports) throw new Error(`There is no service ${name}`);
  return ports;
}
