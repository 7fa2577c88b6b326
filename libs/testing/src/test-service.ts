import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Access, EXAMPLE_DAY, machineScopeOf } from '#contracts/vocabulary';
import { createDataSource, migrate } from '#libs/database';
import { type LineOutput, standardOutput } from '#libs/logging';
import { type Manifest, parseManifest } from '#libs/manifest';
import { ServiceConfig } from '#libs/configuration';
import { FixedClock } from '#libs/runtime';
import { type RunningService, type ServiceDefinition, startService } from '#libs/service-kit';
import {
  STAND_IN_AUDIENCE,
  STAND_IN_CREDENTIALS,
  STAND_IN_REGION,
  STAND_IN_SUPPORT_GROUP,
  StandInIssuer,
  StandInObjectStorage,
  createTestDatabase,
  supportClaims,
} from '#libs/stand-ins';
import { type TestResponse, ContractCaller } from './contract-caller.ts';
import type { AnyFakeCallee } from './fake-callee.ts';
import { keepServiceError } from './service-errors.ts';
import { StatementRecorder } from './statement-recorder.ts';

/** Noon (UTC) on the day of the contracts' examples. */
export const TEST_NOW = new Date(`${EXAMPLE_DAY}T12:00:00Z`);

const NOWHERE = 'http://127.0.0.1:1';

/** No test reaches this rate limit. A test of rate limits sets RATE_LIMIT_PER_MINUTE to undefined. */
const NO_LIMIT = '1000000';

export interface TestServiceOptions {
  /** True by default. */
  readonly seed?: boolean;
  /** Fakes of services in the manifest's `calls`. TestService stops them. The other callees are unreachable. */
  readonly callees?: readonly AnyFakeCallee[];
  /** Additional environment variables. */
  readonly environment?: NodeJS.ProcessEnv;
  /** The service's clock always returns this time. */
  readonly now?: Date;
}

/**
 * Runs a service in this process with a new database and an issuer. A service with a bucket also gets object storage.
 */
export class TestService {
  private constructor(
    readonly service: RunningService,
    readonly dataSource: DataSource,
    readonly issuer: StandInIssuer,
    readonly manifest: Manifest,
    readonly recorder: StatementRecorder,
    /** Writes the seed data again. The default day is EXAMPLE_DAY. */
    readonly seed: (today?: string) => Promise<void>,
    private readonly caller: ContractCaller,
    private readonly callees: readonly AnyFakeCallee[],
    private readonly releases: readonly (() => Promise<void>)[],
  ) {}

  static async start(definition: ServiceDefinition, options: TestServiceOptions = {}): Promise<TestService> {
    const manifest = parseManifest(definition.manifest);
    const { callees = [] } = options;
    const issuer = await StandInIssuer.start();
    const database = await createTestDatabase();
    const directory = mkdtempSync(join(tmpdir(), 'qred-test-'));
    const storage = manifest.bucket ? await startStorage(manifest.name, directory) : undefined;
    const environment: NodeJS.ProcessEnv = {
      ENVIRONMENT: 'test',
      LOG_LEVEL: 'error',
      RATE_LIMIT_PER_MINUTE: NO_LIMIT,
      PORT: '0',
      HEALTH_PORT: '0',
      DATABASE_URL: database.url,
      AUTH_ISSUER: issuer.url,
      AUTH_AUDIENCE: STAND_IN_AUDIENCE,
      AUTH_JWKS_URL: issuer.jwksUrl,
      AUTH_SUPPORT_GROUP: STAND_IN_SUPPORT_GROUP,
      ...storage?.environment,
      ...(manifest.calls.length > 0 && { SERVICE_ADDRESSES: addressesOf(manifest, callees) }),
      ...options.environment,
    };
    const config = new ServiceConfig(manifest, environment);
    const schema = definition.schema ?? { entities: [], migrations: [] };
    // A service without a database gets an empty database, so that all tests have the same setup.
    const { database: settings } = new ServiceConfig({ ...manifest, database: true }, environment);
    const dataSource = await createDataSource('test', settings, schema).initialize();
    await migrate(dataSource);
    const seed = async (today = EXAMPLE_DAY) => definition.seed?.({ config, dataSource, today });
    if (options.seed !== false) await seed();
    const service = await startService(definition, {
      environment,
      clock: new FixedClock(options.now ?? TEST_NOW),
      output: logOutput(options),
    });
    const recorder = new StatementRecorder(false);
    if (manifest.database) service.app.get(DataSource, { strict: false }).logger = recorder;
    return new TestService(
      service,
      dataSource,
      issuer,
      manifest,
      recorder,
      seed,
      new ContractCaller(definition.contract, service.url, { recordsEvidence: true }),
      callees,
      [
        () => service.stop(),
        () => dataSource.destroy(),
        () => database.drop(),
        () => issuer.stop(),
        () => storage?.stop() ?? Promise.resolve(),
        ...callees.map((callee) => () => callee.stop()),
        () => rm(directory, { recursive: true, force: true }),
      ],
    );
  }

  /** Returns a provider such as a repository. The recorder also records the provider's statements. */
  get<T extends object>(provider: Type<T>): T {
    return this.service.app.get(provider, { strict: false });
  }

  token(...accountIds: string[]): Promise<string> {
    return this.issuer.mint({ sub: 'user-test', account_ids: accountIds });
  }

  ownerToken(...accountIds: string[]): Promise<string> {
    return this.issuer.mint({ sub: 'user-test', account_ids: accountIds, owned_account_ids: accountIds });
  }

  /** Returns a token that satisfies the access rule for these accounts. Undefined for a public operation. */
  async tokenFor(access: Access, accountIds: readonly string[]): Promise<string | undefined> {
    const scope = machineScopeOf(access);
    if (scope !== undefined) return this.issuer.mintMachine('machine', scope);
    switch (access) {
      case 'public':
        return undefined;
      case 'owner':
        return this.ownerToken(...accountIds);
      case 'support':
        return this.issuer.mint(supportClaims('support-test'));
      default:
        return this.token(...accountIds);
    }
  }

  async as(
    accountIds: readonly string[],
    method: string,
    path: string,
    body?: unknown,
  ): Promise<TestResponse> {
    return this.request(method, path, { body, token: await this.token(...accountIds) });
  }

  /**
   * Validates the response against the contract. Throws an Error if the service made a call that matches neither a
   * stub nor an example.
   */
  async request(
    method: string,
    path: string,
    options: {
      readonly body?: unknown;
      readonly token?: string;
      readonly headers?: Record<string, string>;
    } = {},
  ): Promise<TestResponse> {
    const answer = await this.caller.request(method, path, options);
    const unexpected = this.callees.flatMap((callee) => callee.takeUnexpected());
    if (unexpected.length > 0) throw new Error(`${method} ${path}: ${unexpected.join('\n')}`);
    return answer;
  }

  async stop(): Promise<void> {
    for (const release of this.releases) await release();
  }
}

/** Returns the value of SERVICE_ADDRESSES. Throws an Error if the manifest does not declare the service of a fake. */
function addressesOf({ name, calls }: Manifest, callees: readonly AnyFakeCallee[]): string {
  const fakes = new Map(callees.map(({ contract, address }) => [contract.name, address]));
  const undeclared = [...fakes.keys()].filter((callee) => !calls.includes(callee));
  if (undeclared.length > 0)
    throw new Error(`service.json of ${name} does not call ${undeclared.join(', ')}`);
  return calls.map((callee) => fakes.get(callee) ?? `${callee}=${NOWHERE}`).join();
}

/**
 * Keeps errors for the report of a failing test. If a test sets LOG_LEVEL, the lines are also printed for the test to
 * read.
 */
function logOutput({ environment }: TestServiceOptions): LineOutput {
  const isPrinted = environment?.LOG_LEVEL !== undefined;
  return {
    write(line) {
      keepServiceError(line);
      if (isPrinted) standardOutput.write(line);
    },
  };
}

async function startStorage(service: string, directory: string) {
  const bucket = `qred-${service}`;
  const storage = await StandInObjectStorage.start({ directory, port: 0, buckets: [bucket] });
  process.env.AWS_ACCESS_KEY_ID = STAND_IN_CREDENTIALS.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = STAND_IN_CREDENTIALS.secretAccessKey;
  return {
    environment: { STORAGE_BUCKET: bucket, STORAGE_REGION: STAND_IN_REGION, STORAGE_ENDPOINT: storage.url },
    stop: () => storage.stop(),
  };
}
