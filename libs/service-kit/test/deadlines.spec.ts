import { timePolicy } from '#libs/configuration';
import { currentRequest } from '#libs/runtime';
import { URGENT_MS, errand, errandsService } from './errands.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

let service: RunningLibrary;

beforeAll(async () => {
  service = await RunningLibrary.start({}, errandsService);
});

afterAll(() => service.stop());

function runUrgently(headers: Record<string, string> = {}): Promise<Response> {
  return service.request('POST', '/v1/urgent-errands', {
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"errand":"post"}',
  });
}

/** Returns the time in ms until the deadline, measured when the handler starts. */
async function timeLeft(request: () => Promise<Response>): Promise<number> {
  errand.run = () => Promise.resolve(String(currentRequest()?.deadline.remainingMs()));
  const response = await request();
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: string };
  return Number(data);
}

describe('a handler that exceeds its deadline', () => {
  it('makes the service return 503 with Retry-After at the deadline', async () => {
    const late = Promise.withResolvers<string>();
    errand.run = () => late.promise;
    const response = await runUrgently();
    expect(await problemIn(response)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(response.headers.get('retry-after')).toBe('1');
    late.reject(new Error('too late to matter'));
    errand.run = () => Promise.resolve('done');
    expect((await runUrgently()).status).toBe(200);
  });
});

describe("a handler's deadline", () => {
  const plain = () => service.request('GET', '/v1/errands');
  const within = (ms: string) => () =>
    service.request('GET', '/v1/errands', { headers: { 'x-deadline-ms': ms } });

  it('comes from the time policy if the contract sets no deadline', async () => {
    const left = await timeLeft(plain);
    expect(left).toBeLessThanOrEqual(timePolicy.operationMs);
    expect(left).toBeGreaterThan(timePolicy.operationMs / 2);
  });

  it('comes from the contract, and the time starts after the body has arrived', async () => {
    const left = await timeLeft(runUrgently);
    expect(left).toBeLessThanOrEqual(URGENT_MS);
    expect(left).toBeGreaterThan(0);
  });

  it("is the caller's remaining time if the operation's deadline is later", async () => {
    expect(await timeLeft(within('1500'))).toBeLessThanOrEqual(1500);
    expect(await timeLeft(() => runUrgently({ 'x-deadline-ms': '9999999' }))).toBeLessThanOrEqual(URGENT_MS);
  });

  it.each(['-1', '1.5', '1e3', 'soon', '', '99999999', '10, 20'])(
    "is the operation's deadline if the header is invalid: %j",
    async (ms) => {
      expect(await timeLeft(within(ms))).toBeGreaterThan(timePolicy.operationMs / 2);
    },
  );

  it('does not depend on a header from the internet', async () => {
    const headers = { 'x-deadline-ms': '0', 'x-forwarded-for': '203.0.113.7' };
    const left = await timeLeft(() => service.request('GET', '/v1/errands', { headers }));
    expect(left).toBeGreaterThan(timePolicy.operationMs / 2);
  });

  it('has already passed if the caller has no time left', async () => {
    errand.run = () => Promise.reject(new Error('nobody waits for this'));
    expect((await within('0')()).status).toBe(503);
  });
});
