import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { parseManifest } from '#libs/manifest';
import { ServiceConfig } from '#libs/configuration';
import { Clock, Deadline, Readiness, RuntimeModule, runInRequest } from '#libs/runtime';
import { Logger, LoggingModule, PinoLogger, standardOutput } from './index.ts';

type Line = Readonly<Record<string, unknown>>;

const trace = '0af7651916cd43dd8448eb211c80319c';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';

const DISGUISE = {
  service: 'card',
  version: '0',
  request_id: 'other',
  level: 'fatal',
  time: 'never',
  trace_id: 't',
};

@Controller()
class LoggingController {
  constructor(private readonly logger: PinoLogger) {
    this.logger.setContext(LoggingController.name);
  }

  @Get('log')
  log(): string {
    this.logger.assign({ contact: 'anna@company-ab.example', shelf: 'top' });
    this.logger.info({ account_id: 'company-ab', last_four: '4242', card: 4111111111111111 }, `token ${JWT}`);
    return 'logged';
  }

  @Get('disguise')
  disguise(): string {
    const disguise: Record<string, unknown> = DISGUISE;
    this.logger.assign({ service: 'assigned', shelf: 'top' });
    this.logger.info(disguise, 'disguised');
    this.logger.warn({ err: new Error('no'), ...disguise });
    return 'logged';
  }

  @Get('fail')
  fail(): never {
    this.logger.error({ err: new Error(`Bearer ${JWT}`, { cause: new Error('root') }) }, 'It failed');
    throw new Error('no');
  }
}

@Module({ controllers: [LoggingController] })
class TestModule {}

@Module({})
class RootModule {}

const written: string[] = [];

let app: NestFastifyApplication;

beforeAll(async () => {
  jest.spyOn(standardOutput, 'write').mockImplementation((line) => void written.push(line));
  const manifest = parseManifest({
    name: 'hub',
    purpose: 'Does one thing.',
    owner: '@qred/test',
    port: 3000,
  });
  const config = new ServiceConfig(manifest, {
    SERVICE_VERSION: '1.2.3',
    AUTH_ISSUER: 'issuer',
    AUTH_AUDIENCE: 'qred-api',
    AUTH_JWKS_URL: 'https://issuer.example/jwks',
  });
  const imports = [
    RuntimeModule.for({ config, clock: new Clock(), readiness: new Readiness(new Deadline(0)) }),
    LoggingModule.forRoot(() => ({ trace_id: trace })),
    TestModule,
  ];
  const adapter = new FastifyAdapter({ genReqId: () => 'request-1' });
  adapter.getInstance<FastifyInstance>().addHook('preHandler', (request, _reply, done) => {
    request.context = { requestId: request.id, authorization: undefined, deadline: new Deadline(1_000) };
    runInRequest(request.context, done);
  });
  app = await NestFactory.create<NestFastifyApplication>({ module: RootModule, imports }, adapter, {
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  await app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  await app.close();
  jest.restoreAllMocks();
});

it('a service writes each line as JSON, with the service, its version, the level and the time', async () => {
  const lines = await linesOf('/log');
  expect(lines.length).toBeGreaterThanOrEqual(2);
  for (const line of lines) {
    expect(line).toMatchObject({ service: 'hub', version: '1.2.3', level: 'info', trace_id: trace });
    expect(new Date(String(line.time)).toISOString()).toBe(line.time);
  }
});

it("a service adds the request id to a handler's lines, and redacts private values", async () => {
  const [line] = (await linesOf('/log')).filter(({ context }) => context === 'LoggingController');
  expect(line).toMatchObject({
    request_id: 'request-1',
    account_id: 'company-ab',
    contact: '[redacted]',
    shelf: 'top',
    last_four: '[redacted]',
    card: '[redacted]',
    msg: 'token [redacted]',
  });
});

it('a service keeps the identifying fields of a line, even if an entry has the same fields', async () => {
  const lines = await linesOf('/disguise');
  expect(lines.filter(({ context }) => context === 'LoggingController')).toMatchObject([
    { level: 'info', msg: 'disguised', entry_level: 'fatal', entry_service: 'card' },
    { level: 'warn', err: { message: 'no' } },
  ]);
  for (const line of lines) {
    expect(line).toMatchObject({
      service: 'hub',
      version: '1.2.3',
      request_id: 'request-1',
      trace_id: trace,
    });
    expect(new Date(String(line.time)).toISOString()).toBe(line.time);
  }
});

it('a service writes one line per request, without the query string', async () => {
  const lines = (
    await linesOf('/log?email=anna@company-ab.example', { authorization: `Bearer ${JWT}` })
  ).filter(({ req }) => req !== undefined);
  expect(lines).toMatchObject([
    { request_id: 'request-1', req: { method: 'GET', path: '/log' }, res: { status: 200 } },
  ]);
  expect(lines[0]?.duration_ms).toEqual(expect.any(Number));
  expect(JSON.stringify(lines)).not.toMatch(/anna@|eyJ|authorization/i);
});

it('a service logs a failed request as an error, with the causes and without a token', async () => {
  const lines = await linesOf('/fail');
  expect(lines.filter(({ req }) => req !== undefined)).toMatchObject([
    { level: 'error', res: { status: 500 } },
  ]);
  const logged = lines.find(({ msg }) => msg === 'It failed');
  expect(logged).toMatchObject({
    level: 'error',
    request_id: 'request-1',
    err: { type: 'Error', message: 'Bearer [redacted]', cause: { message: 'root' } },
  });
  expect(JSON.stringify(lines)).not.toContain(JWT);
});

async function linesOf(path: string, headers: Record<string, string> = {}): Promise<Line[]> {
  written.length = 0;
  await (await fetch(`${await app.getUrl()}${path}`, { headers })).text();
  while (!written.some((line) => line.includes('"duration_ms"')))
    await new Promise((resolve) => setImmediate(resolve));
  const lines = written.join('').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
}
