import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { errand, errandsService } from './errands.ts';
import { RunningLibrary, problemIn } from './running-library.ts';
import { until } from './until.ts';

const AT_WORK = 3;

let service: RunningLibrary;
let started: number;
let finish: () => void;

beforeAll(async () => {
  service = await RunningLibrary.start({ REQUESTS_AT_WORK: String(AT_WORK) }, errandsService);
});

afterAll(() => service.stop());

beforeEach(holdHandlers);

function holdHandlers(): void {
  const { promise, resolve } = Promise.withResolvers<string>();
  finish = () => resolve('done');
  started = 0;
  errand.run = () => {
    started += 1;
    return promise;
  };
}

function send(options: RequestInit = {}): Promise<Response> {
  return service.request('GET', '/v1/errands', options);
}

async function occupy(options?: RequestInit): Promise<Promise<Response>[]> {
  const requests = Array.from({ length: AT_WORK }, () => send(options));
  await until(() => started === AT_WORK);
  return requests;
}

/** Checks that no earlier request still counts as running. */
async function expectAllPlacesFree(): Promise<void> {
  holdHandlers();
  const admitted = await occupy();
  await expect(send({ signal: AbortSignal.timeout(100) })).rejects.toThrow('aborted due to timeout');
  expect(started).toBe(AT_WORK);
  finish();
  for (const response of await Promise.all(admitted)) expect(response.status).toBe(200);
}

it('requests above the limit of a service wait until a running request ends', async () => {
  const all = [...(await occupy()), ...Array.from({ length: 20 }, () => send())];
  finish();
  for (const response of await Promise.all(all)) expect(response.status).toBe(200);
  expect(started).toBe(all.length);
});

it('a service returns 503 and Retry-After for requests that would wait too long, and finishes admitted requests', async () => {
  const admitted = await occupy();
  const occupiedAt = performance.now();
  for (const response of await Promise.all(Array.from({ length: 20 }, () => send()))) {
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await problemIn(response)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  }
  expect(started).toBe(AT_WORK);
  const refusedAt = performance.now();
  expect((await send()).status).toBe(503);
  expect(performance.now() - refusedAt).toBeLessThan(refusedAt - occupiedAt);
  finish();
  for (const response of await Promise.all(admitted)) expect(response.status).toBe(200);
  expect((await send()).status).toBe(200);
});

it('a service still responds to health checks while it refuses requests', async () => {
  const admitted = await occupy();
  expect(await service.health('/live')).toMatchObject({ status: 200 });
  expect(await service.health('/ready')).toMatchObject({ status: 200 });
  finish();
  await Promise.all(admitted);
});

it('a service counts a request as running until its handler ends, even if the caller has disconnected', async () => {
  const gone = new AbortController();
  const abandoned = await occupy({ signal: gone.signal });
  gone.abort();
  await Promise.allSettled(abandoned);
  expect((await send()).status).toBe(503);
  expect(started).toBe(AT_WORK);
  finish();
  await delay(20);
  await expectAllPlacesFree();
});

it('a service does not count a request as running until its body has arrived', async () => {
  const server = service.service.app.getHttpServer();
  let heads = 0;
  const countHead = (): void => void (heads += 1);
  server.on('request', countHead);
  const slow = Array.from({ length: AT_WORK }, () => {
    const body = new PassThrough();
    body.write('{"errand":');
    const headers = { 'content-type': 'application/json' };
    const response = request(`${service.service.url}/v1/urgent-errands`, {
      method: 'POST',
      headers,
      body,
    });
    return { body, response };
  });
  await until(() => heads === AT_WORK);
  server.off('request', countHead);
  finish();
  expect((await send()).status).toBe(200);
  for (const { body } of slow) body.end('"post"}');
  for (const { response } of slow) {
    const { statusCode, body } = await response;
    await body.dump();
    expect(statusCode).toBe(200);
  }
});

it.each<[string, string, string, RequestInit]>([
  ['that it refuses', 'GET', '/v1/errands?unknown=1', {}],
  ['for unknown paths', 'GET', '/v1/nothing', {}],
  ['with an empty path parameter', 'GET', '/v1/errands/', {}],
  ['with a wrong method', 'DELETE', '/v1/errands', {}],
  [
    'with a body that cannot be read',
    'POST',
    '/v1/urgent-errands',
    { headers: { 'content-type': 'application/json' }, body: '{' },
  ],
  ['with an invalid token', 'GET', '/v1/errands', { headers: { authorization: 'Bearer a.b.c' } }],
  ['with an invalid header', 'GET', '/v1/errands', { headers: { te: 'chunked' } }],
])('a service has its full capacity after requests %s', async (_, method, path, options) => {
  for (let count = 0; count <= AT_WORK; count += 1)
    expect((await service.request(method, path, options)).status).toBeLessThan(500);
  await expectAllPlacesFree();
});

it('a service has its full capacity after handlers fail or exceed their deadline', async () => {
  errand.run = () => Promise.reject(new Error('no'));
  for (let count = 0; count <= AT_WORK; count += 1) expect((await send()).status).toBe(500);
  errand.run = () => new Promise(() => undefined);
  const late = Array.from({ length: AT_WORK }, () => send({ headers: { 'x-deadline-ms': '30' } }));
  for (const response of await Promise.all(late)) expect(response.status).toBe(503);
  await expectAllPlacesFree();
});
