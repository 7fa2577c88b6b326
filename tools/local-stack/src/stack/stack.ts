import { join } from 'node:path';
import { accountContract } from '#contracts/account';
import type { Contract } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { type Manifest, defaultService, loadManifests, pageOrigins } from '#libs/manifest';
import { StandInObjectStorage, StandInPostgres, freePort } from '#libs/stand-ins';
import type { DevelopmentBuild } from '#tools/bundle';
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
import { type Surroundings, bucketsOf, serviceEnvironment } from '../config/service-environment.ts';
import { Edge } from '../edge/edge.ts';
import { WEB_CLIENT } from '../issuer/create-provider.ts';
import { Issuer } from '../issuer/issuer.ts';
import { Mock } from '../mock/mock.ts';
import { WEB_PROJECT, Pages, pagesFolder } from '../pages/pages.ts';
import { portalOf } from '../pages/portal-of.ts';
import { buildProjects } from './build.ts';
import { DataFolder } from './data-folder.ts';
import { mockedServices } from './mocked-services.ts';
import { type Part, type PartChange, PartMonitor, probeHttp, probePostgres } from './part-monitor.ts';
import { ServiceProcess } from './service-process.ts';
import { StartProgress } from './start-progress.ts';

export interface StackOptions {
  readonly root: string;
  readonly directory: string;
  /** `configured`: the ports in the manifests. Environment variables can change these ports. */
  readonly ports: 'configured' | 'free';
  readonly durable: boolean;
  /** Removes the data of earlier starts first. */
  readonly fresh?: boolean;
  readonly build: boolean;
  /** Builds the services for development, and reloads each part when its files are saved. */
  readonly watch?: boolean;
  readonly mocked?: readonly string[];
  /** The folder where the portal saves briefs. The default is the workspace's folder. */
  readonly briefs?: string;
  /** The lifetime of access tokens, in seconds. The default is 15 minutes. */
  readonly tokenSeconds?: number;
  readonly environment?: NodeJS.ProcessEnv;
  /** Aborts the start, and stops every part that has started. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
  /** Called after each reload of a part, with a line that says whether the reload succeeded. */
  readonly onReload?: (line: string) => void;
  /** Called when a part fails after the start, and when the part responds again. */
  readonly onChange?: (change: PartChange) => void;
}

export interface Stack {
  readonly manifests: readonly Manifest[];
  readonly ports: Ports;
  readonly edge: Edge;
  readonly issuer: Issuer;
  readonly storage: StandInObjectStorage;
  readonly mock: { readonly url: string; readonly services: readonly string[] };
  readonly services: ReadonlyMap<string, ServiceProcess>;
  readonly postgresLog: string;
  stop(): Promise<void>;
}

/** If a part can't start, stops all other parts and throws an Error with the part and the reason. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const progress = new StartProgress(options);
  try {
    const parts = await startParts(await prepareStart(options, progress));
    return { ...parts, stop: () => progress.stopAll() };
  } catch (error) {
    await progress.stopAll();
    throw error;
  }
}

interface Start {
  readonly options: StackOptions;
  readonly progress: StartProgress;
  readonly manifests: readonly Manifest[];
  readonly contracts: readonly Contract[];
  readonly mocked: readonly string[];
  readonly ports: Ports;
  readonly folder: DataFolder;
  readonly secrets: Secrets;
  readonly monitor: PartMonitor;
}

async function prepareStart(options: StackOptions, progress: StartProgress): Promise<Start> {
  const manifests = loadManifests(options.root);
  const names = manifests.map(({ name }) => name);
  const mocked = mockedServices(options.mocked ?? [], names);
  const ports =
    options.ports === 'configured' ? configuredPorts(manifests, process.env) : await freePorts(manifests);
  const folder = DataFolder.take(options.directory);
  await progress.stopLater(() => folder.release());
  await assertPortsAreFree(portsOfStack(ports));
  if (options.fresh) folder.clear();
  folder.makeLogs();
  const secrets = localSecrets(folder.secrets, names);
  const contracts = await loadContracts(manifests);
  const monitor = new PartMonitor(options.onChange);
  return { options, progress, manifests, contracts, mocked, ports, folder, secrets, monitor };
}

async function startParts(start: Start): Promise<Omit<Stack, 'stop'>> {
  const { options, progress, manifests, mocked, ports, folder, monitor } = start;
  const mock = await startMock(start);
  const addressOf = (name: string): string =>
    mocked.includes(name) ? mock.url : `http://${HOST}:${portsOf(ports, name).business}`;
  const database: Part = {
    name: 'PostgreSQL',
    logFile: folder.logOf('PostgreSQL'),
    probe: (signal) => probePostgres(ports.postgres, HOST, signal),
  };
  const real = manifests.filter(({ name }) => !mocked.includes(name));
  const [databaseUrls, storage, issuer, bundles] = await Promise.all([
    startDatabases(start, database),
    startObjectStorage(start),
    progress.keep(
      Issuer.start({
        host: HOST,
        port: ports.issuer,
        accountUrl: addressOf(accountContract.name),
        pageOrigins: pageOrigins(ports.edge),
        ...(options.tokenSeconds !== undefined && { tokenSeconds: options.tokenSeconds }),
      }),
      `the issuer is up on ${ports.issuer}`,
    ),
    build(start, real),
  ]);
  const surroundings = { databaseUrls, storage, issuer, addressOf };
  const bundleOf = ({ name }: Manifest): string =>
    bundles.get(name)?.main ?? join(options.root, 'dist', 'apps', name, 'main.js');
  const services = real.map((manifest) => createService(start, manifest, bundleOf(manifest), surroundings));
  await progress.stopLater(async () => {
    await Promise.all(services.map((service) => service.stop()));
  });
  await Promise.all(services.map((service) => serve(service, progress)));
  const edge = await startEdge(start, addressOf, { mock, issuer, storage });
  if (options.watch) await watchFiles(start, { edge, mock, services, bundles });
  if (options.onChange) {
    await progress.stopLater(() => monitor.stop());
    for (const part of [database, ...services.map(partOf)]) monitor.watch(part);
  }
  return {
    manifests,
    ports,
    edge,
    issuer,
    storage,
    mock: { url: mock.url, services: mocked },
    services: new Map(services.map((service) => [service.name, service])),
    postgresLog: database.logFile,
  };
}

async function startMock({ manifests, contracts, mocked, progress }: Start): Promise<Mock> {
  const starting = Mock.start({
    host: HOST,
    port: await freePort(),
    contracts,
    defaultService: defaultService(manifests).name,
    standsFor: 'services',
  });
  return progress.keep(
    starting,
    mocked.length > 0 ? `the mock is up, for ${mocked.join(', ')}` : 'the mock is up',
  );
}

/** Returns the URL of each service's database. */
async function startDatabases(start: Start, part: Part): Promise<Record<string, string>> {
  const { options, progress, manifests, ports, folder, secrets, monitor } = start;
  const { durable, fresh } = options;
  const { logFile } = part;
  const starting = StandInPostgres.start({
    directory: folder.postgres,
    port: ports.postgres,
    password: secrets.postgres,
    durable,
    logFile,
    ...(fresh !== undefined && { fresh }),
  });
  const postgres = await progress.keep(starting, `PostgreSQL is up on ${ports.postgres}`);
  postgres.onDeath((how) => {
    progress.fail(new Error(`${part.name} is down (${how}). Its log is ${logFile}`));
    monitor.died(part, how);
  });
  const urls: Record<string, string> = {};
  for (const { name, database } of manifests) {
    if (!database) continue;
    urls[name] = await postgres.database(name, secrets.databases[name]).catch(explainWrongPassword);
  }
  return urls;
}

function startObjectStorage({ manifests, ports, folder, progress }: Start): Promise<StandInObjectStorage> {
  const starting = StandInObjectStorage.start({
    directory: folder.objects,
    port: ports.storage,
    buckets: bucketsOf(manifests),
  });
  return progress.keep(starting, `object storage is up on ${ports.storage}`);
}

/** For a watched stack, returns the development bundle of each service. */
async function build(
  { options, progress }: Start,
  manifests: readonly Manifest[],
): Promise<ReadonlyMap<string, DevelopmentBuild>> {
  const { root } = options;
  const bundles = options.watch ? await buildAllForDevelopment(root, manifests) : new Map<string, never>();
  const others = manifests.map(({ name }) => name).filter((name) => !bundles.has(name));
  if (options.build) {
    await buildProjects(root, [...others, WEB_PROJECT], progress.signal);
    progress.step('the services and pages are built');
  }
  return bundles;
}

async function buildAllForDevelopment(
  root: string,
  manifests: readonly Manifest[],
): Promise<ReadonlyMap<string, DevelopmentBuild>> {
  const { buildService } = await import('../dev/reload-service.ts');
  const bundles = manifests.map(
    async (manifest) => [manifest.name, await buildService(root, manifest)] as const,
  );
  return new Map(await Promise.all(bundles));
}

async function watchFiles(
  { options, progress, manifests }: Start,
  {
    edge,
    mock,
    services,
    bundles,
  }: Pick<Stack, 'edge'> & {
    readonly mock: Mock;
    readonly services: readonly ServiceProcess[];
    readonly bundles: ReadonlyMap<string, DevelopmentBuild>;
  },
): Promise<void> {
  const { root, onReload: report = () => undefined } = options;
  const { watchStack } = await import('../dev/watch-stack.ts');
  const bundled = services.flatMap((service) => {
    const bundle = bundles.get(service.name);
    return bundle ? [[service, bundle] as const] : [];
  });
  const stop = await watchStack({ root, manifests, edge, mock, services: new Map(bundled), report });
  await progress.stopLater(stop);
}

function createService(
  { options, ports, folder, monitor }: Start,
  manifest: Manifest,
  main: string,
  surroundings: Pick<Surroundings, 'storage' | 'issuer' | 'addressOf'> & {
    readonly databaseUrls: Readonly<Record<string, string>>;
  },
): ServiceProcess {
  const { name } = manifest;
  const { databaseUrls, addressOf } = surroundings;
  const logFile = folder.logOf(name);
  const own = portsOf(ports, name);
  const url = databaseUrls[name];
  const environment = serviceEnvironment(manifest, {
    ...surroundings,
    host: HOST,
    ports: own,
    database: url === undefined ? {} : { DATABASE_URL: url },
  });
  return new ServiceProcess({
    name,
    main,
    url: addressOf(name),
    healthUrl: `http://${HOST}:${own.health}`,
    logFile,
    environment: { NODE_ENV: 'production', ...environment, ...options.environment },
    onDeath: (how) => monitor.died({ name, logFile }, how),
  });
}

function startEdge(
  { options, manifests, contracts, ports, folder, progress }: Start,
  addressOf: (service: string) => string,
  { mock, issuer, storage }: Pick<Stack, 'issuer' | 'storage'> & { readonly mock: Mock },
): Promise<Edge> {
  const starting = Edge.start({
    host: HOST,
    port: ports.edge,
    contracts,
    addresses: Object.fromEntries(manifests.map(({ name }) => [name, addressOf(name)])),
    defaultService: defaultService(manifests).name,
    mockAddress: mock.url,
    pages: new Pages({
      folder: pagesFolder(options.root),
      settings: { issuer: issuer.url, client: WEB_CLIENT },
      connectsTo: [issuer.url],
      showsImagesFrom: [storage.url],
      portal: portalOf(options.root, { logs: folder.logs, briefs: options.briefs }),
    }),
  });
  return progress.keep(starting, `the edge is up on ${ports.edge}`);
}

/** Migrates and seeds the database only if the service waits for its migrations. */
async function serve(service: ServiceProcess, progress: StartProgress): Promise<void> {
  service.serve();
  await service.untilReady(async () => {
    await service.prepare();
    progress.step(`${service.name} is migrated and seeded`);
  }, progress.signal);
  progress.step(`${service.name} is ready`);
}

/** If somebody removed only the passwords or only PostgreSQL's data, the passwords no longer match the data. */
function explainWrongPassword(error: unknown): never {
  const INVALID_PASSWORD = '28P01';
  if (error instanceof Error && 'code' in error && error.code === INVALID_PASSWORD)
    throw new Error(
      'The data of PostgreSQL does not have the passwords in secrets.json. Start with new data: npm start -- --fresh',
      { cause: error },
    );
  throw error;
}

function partOf(service: ServiceProcess): Part {
  const { name, logFile, healthUrl } = service;
  const probe = async (signal: AbortSignal): Promise<void> => {
    if (!service.isRestarting) await probeHttp(`${healthUrl}/live`, signal);
  };
  return { name, logFile, probe };
}

function portsOf({ services }: Ports, name: string): ServicePorts {
  const ports = services[name];
  if (!ports) throw new Error(`There is no service ${name}`);
  return ports;
}
