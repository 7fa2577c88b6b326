import { readFileSync } from 'node:fs';
import { Client } from '../src/client.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';
import { type ReceivedSpan, TraceReceiver } from '../src/trace-receiver.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const ACCOUNT = 'company-ab';
const VERSION = '1.2.3';
const SERVER = 2;
const CLIENT = 3;

let receiver: TraceReceiver;
let stack: TestStack;
let token: string;
let spans: ReceivedSpan[];
let log: string;

/**
 * Requests one overview with a traceparent and one overview without a traceparent. The sampling ratio is 0, so the
 * services record only the first trace. Services send their spans when they stop.
 */
beforeAll(async () => {
  receiver = await TraceReceiver.start();
  stack = await startTestStack({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=of-this-test',
    SERVICE_VERSION: VERSION,
    OTEL_TRACES_SAMPLER_ARG: '0',
    RPC_DEADLINE_MS: '20000',
  });
  const client = await Client.connect(stack.edge.url, stack.issuer.url);
  token = await client.token(ACCOUNT);
  const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };
  for (const caller of [{ headers }, {}]) {
    const response = await client.request('GET', `/v1/accounts/${ACCOUNT}/overview`, { token, ...caller });
    expect(response.status).toBe(200);
  }
  await serviceNamed('account').stop();
  log = readFileSync(serviceNamed('account').logFile, 'utf8');
  await stack.stop();
  spans = receiver.spans.filter(({ traceId }) => traceId === TRACE);
}, 90_000);

afterAll(async () => {
  await receiver.stop();
});

function serviceNamed(name: string) {
  const found = stack.services.get(name);
  if (!found) throw new Error(`There is no service ${name}`);
  return found;
}

function spansOf(service: string): ReceivedSpan[] {
  return spans.filter(({ resource }) => resource['service.name'] === service);
}

/** Can return two spans, because the overview calls some services twice. */
function serverSpansOf(service: string): ReceivedSpan[] {
  const found = spansOf(service).filter(({ kind }) => kind === SERVER);
  if (found.length === 0) throw new Error(`${service} sent no server span`);
  return found;
}

function serverSpanOf(service: string): ReceivedSpan {
  const [span, ...others] = serverSpansOf(service);
  expect(others).toEqual([]);
  if (!span) throw new Error(`${service} sent no server span`);
  return span;
}

function parentOf({ parentSpanId }: ReceivedSpan): ReceivedSpan | undefined {
  return spans.find(({ spanId }) => spanId === parentSpanId);
}

function isWithin(span: ReceivedSpan, ancestor: ReceivedSpan): boolean {
  const parent = parentOf(span);
  return parent !== undefined && (parent === ancestor || isWithin(parent, ancestor));
}

function manifestOf(service: string) {
  const found = stack.manifests.find(({ name }) => name === service);
  if (!found) throw new Error(`There is no service ${service}`);
  return found;
}

it('a trace starts with the span of the caller', () => {
  expect(serverSpanOf('account').parentSpanId).toBe(CALLER);
});

it('a trace has spans from every called service', () => {
  const account = serverSpanOf('account');
  const { calls } = manifestOf('account');
  expect(calls.length).toBeGreaterThan(0);
  for (const callee of calls) {
    for (const span of serverSpansOf(callee)) {
      expect(parentOf(span)).toMatchObject({ kind: CLIENT, resource: { 'service.name': 'account' } });
      expect(isWithin(span, account)).toBe(true);
    }
  }
});

it('a trace contains the database statements of every service', () => {
  for (const { name } of ['account', ...manifestOf('account').calls].map(manifestOf)) {
    const statements = spansOf(name).filter(({ attributes }) => attributes['db.query.text'] !== undefined);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      expect(statement).toMatchObject({ kind: CLIENT, attributes: { 'db.system.name': 'postgresql' } });
      expect(serverSpansOf(name).some((span) => isWithin(statement, span))).toBe(true);
    }
  }
});

it('a server span has the name of its route', () => {
  const route = '/v1/accounts/:account_id/overview';
  expect(serverSpanOf('account')).toMatchObject({
    name: `GET ${route}`,
    attributes: { 'http.route': route },
  });
});

it('a trace shows the version of every service', () => {
  expect(new Set(spans.map(({ resource }) => resource['service.version']))).toEqual(new Set([VERSION]));
});

it('the log lines of a request contain its trace id', () => {
  const lines = log.split('\n').filter((line) => line.includes(`"trace_id":"${TRACE}"`));
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ req: { method: 'GET', path: `/v1/accounts/${ACCOUNT}/overview` } }),
  );
});

it("a service with a sampling ratio of 0 records a request only if the caller's trace is sampled", () => {
  expect(receiver.spans.filter(({ traceId }) => traceId !== TRACE)).toEqual([]);
});

it('a service sends the configured headers to the collector', () => {
  expect([...receiver.keys]).toEqual(['of-this-test']);
});

it('a trace contains neither tokens nor account ids', () => {
  const sent = receiver.bodies.join('\n');
  for (const secret of [token, ACCOUNT, 'account_id=', 'Bearer', '?'])
    expect(sent.includes(secret) && secret).toBe(false);
});
