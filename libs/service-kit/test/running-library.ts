import type { DataSource } from 'typeorm';
import { problem } from '#contracts/vocabulary';
import {
  STAND_IN_AUDIENCE,
  STAND_IN_SUPPORT_GROUP,
  StandInIssuer,
  type TcpProxy,
  createTestDatabase,
} from '#libs/stand-ins';
import { type RunningService, type ServiceDefinition, startService } from '../src/index.ts';
import { BooksController, ShelfController, schema, serviceWith } from './library.ts';

/** Runs the library service in this process with a new database. */
export class RunningLibrary {
  private stopped: Promise<void> | undefined;

  private constructor(
    readonly service: RunningService,
    readonly issuer: StandInIssuer,
    /** The test's connection to the service's database. */
    readonly dataSource: DataSource,
    readonly environment: NodeJS.ProcessEnv,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async start(
    overrides: NodeJS.ProcessEnv = {},
    definition: ServiceDefinition = serviceWith(BooksController, ShelfController),
    proxy?: TcpProxy,
  ): Promise<RunningLibrary> {
    const issuer = await StandInIssuer.start();
    const database = await createTestDatabase();
    const { createDataSource } = await import('#libs/database');
    const dataSource = createDataSource('test', { kind: 'url', url: database.url, poolSize: 2 }, schema);
    await dataSource.initialize();
    const environment = {
      ENVIRONMENT: 'test',
      LOG_LEVEL: 'silent',
      PORT: '0',
      HEALTH_PORT: '0',
      DATABASE_URL: proxy ? proxy.inFrontOf(database.url) : database.url,
      AUTH_ISSUER: issuer.url,
      AUTH_AUDIENCE: STAND_IN_AUDIENCE,
      AUTH_JWKS_URL: issuer.jwksUrl,
      AUTH_SUPPORT_GROUP: STAND_IN_SUPPORT_GROUP,
      ...overrides,
    };
    const service = await startService(definition, { environment });
    return new RunningLibrary(service, issuer, dataSource, environment, () => database.drop());
  }

  async migrate(): Promise<string[]> {
    const { migrate } = await import('#libs/database');
    return migrate(this.dataSource);
  }

  token(...accountIds: string[]): Promise<string> {
    return this.issuer.mint({ sub: 'user-test', account_ids: accountIds });
  }

  request(method: string, path: string, options: Omit<RequestInit, 'method'> = {}): Promise<Response> {
    return fetch(`${this.service.url}${path}`, { method, redirect: 'manual', ...options });
  }

  async json(method: string, path: string, options: Omit<RequestInit, 'method'> = {}): Promise<unknown> {
    return (await this.request(method, path, options)).json();
  }

  async health(path: string): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.service.healthUrl}${path}`);
    return { status: response.status, body: await response.json() };
  }

  /** Stops only the service. Further calls have no effect. */
  stopService(): Promise<void> {
    this.stopped ??= this.service.stop();
    return this.stopped;
  }

  /** Stops the service and releases the resources of the test. */
  async stop(): Promise<void> {
    await this.stopService();
    await this.release();
  }

  /** Must be called after the service has stopped. */
  async release(): Promise<void> {
    await this.dataSource.destroy();
    await this.dropDatabase();
    await this.issuer.stop();
  }
}

/** Fails if the problem is invalid or reveals internals. */
export async function problemIn(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  const text = await response.text();
  expect(text).not.toMatch(
    /node_modules|\.ts:|\.js:|stack|Error:|Exception|[Ff]astify|[Zz]od|FST_|SELECT|postgres|10\.0\.0/,
  );
  const body = problem.strict().parse(JSON.parse(text));
  expect(body.status).toBe(response.status);
  expect(body.type).toBe(`urn:qred:problem:${body.code.toLowerCase().replaceAll('_', '-')}`);
  expect(response.headers.get('x-request-id')).toBe(body.request_id);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  return body;
}
