import { accountContract } from '#contracts/account';
import { type Operation, platformProblems } from '#contracts/vocabulary';
import { freePort } from '#libs/stand-ins';
import { type TestResponse, ContractCaller } from '#libs/testing';
import { MockSettings } from './mock-settings.ts';
import { Mock } from './mock.ts';

const { getAccount, getOverview } = accountContract.operations;
const { tooManyRequests, unavailable } = platformProblems;

describe('MockSettings', () => {
  const refusals = (settings: MockSettings, operation: Operation, times: readonly number[]) =>
    times.map((time) => settings.refuse(operation, time));

  it('spreads the failures of each operation evenly', () => {
    const settings = new MockSettings();
    settings.change({ operations: { getOverview: { failure_rate: 0.5 } } });
    expect(refusals(settings, getOverview, [1, 2, 3, 4])).toEqual([
      undefined,
      unavailable,
      undefined,
      unavailable,
    ]);
    expect(refusals(settings, getAccount, [1, 2])).toEqual([undefined, undefined]);
  });

  it('allows only the configured number of requests per minute', () => {
    const settings = new MockSettings();
    settings.change({ operations: { '*': { requests_per_minute: 2 } } });
    expect(refusals(settings, getOverview, [0, 1, 59_999, 60_000, 60_001, 60_002])).toEqual([
      undefined,
      undefined,
      tooManyRequests,
      undefined,
      undefined,
      tooManyRequests,
    ]);
  });

  it('prefers the settings of one operation to the settings for all operations', () => {
    const settings = new MockSettings();
    settings.change({ operations: { '*': { latency_ms: 10 }, getOverview: { latency_ms: 20 } } });
    expect([settings.latencyOf(getOverview), settings.latencyOf(getAccount)]).toEqual([20, 10]);
  });
});

describe('/mock/settings', () => {
  let mock: Mock;
  let caller: ContractCaller;

  beforeEach(async () => {
    const options = { host: '127.0.0.1', port: await freePort(), defaultService: accountContract.name };
    mock = await Mock.start({ ...options, contracts: [accountContract] });
    caller = new ContractCaller([accountContract], mock.url);
  });

  afterEach(() => mock.stop());

  const change = async (body: unknown): Promise<unknown> => {
    const response = await fetch(`${mock.url}/mock/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const overview = (): Promise<TestResponse> =>
    caller.request('GET', '/v1/accounts/company-ab/overview', { token: 'any' });

  it('returns the settings, merges changes into them, and clears them on a reset', async () => {
    const first = { getOverview: { latency_ms: 5 } };
    const second = { getAccount: { failure_rate: 1 } };
    await change({ operations: first });
    await change({ operations: second });
    const shown = await fetch(`${mock.url}/mock/settings`);
    expect(await shown.json()).toMatchObject({ data: { operations: { ...first, ...second } } });
    expect(await change({ reset: true })).toHaveProperty('body.data.operations', {});
  });

  it('lists the scenarios that a request can select', async () => {
    const shown = await fetch(`${mock.url}/mock/settings`);
    expect(await shown.json()).toHaveProperty('data.scenarios.card-blocked', 'The card is blocked');
  });

  it('makes operations fail and limits their request rate until a reset', async () => {
    await change({ operations: { getOverview: { failure_rate: 1 } } });
    const failed = await overview();
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '1']);
    await change({ operations: { getOverview: { requests_per_minute: 1 } } });
    expect((await overview()).status).toBe(200);
    const limited = await overview();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60']);
    await change({ reset: true });
    expect((await overview()).status).toBe(200);
  });

  it('delays responses by the configured latency', async () => {
    await change({ operations: { '*': { latency_ms: 300 } } });
    const started = performance.now();
    await overview();
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it.each<object>([
    { operations: { getNothing: {} } },
    { operations: { getOverview: { latency_ms: -1 } } },
    { operations: { getOverview: { failure_rate: 2 } } },
    { operations: { getOverview: { colour: 'red' } } },
    { operations: { constructor: {} } },
    { restart: true },
  ])('rejects the settings %j', async (body) => {
    expect(await change(body)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });
});
