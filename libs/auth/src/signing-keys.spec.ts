import type { ServerResponse } from 'node:http';
import { Readiness } from '#libs/runtime';
import { KeyServer } from '../test/key-server.ts';
import { authenticatorFor, signingKeysFor } from '../test/authenticator-for.ts';
import { outcomeFor } from '../test/outcome-for.ts';
import {
  type Authenticator,
  MAX_AGE_MS,
  ON_DEMAND_FETCHES,
  ON_DEMAND_WINDOW_MS,
  type SigningKeys,
} from './index.ts';

const MINUTE = 60_000;

let issuer: KeyServer;
let readiness: Readiness;
let keys: SigningKeys;
let authenticator: Authenticator;

beforeEach(async () => {
  issuer = await KeyServer.start();
  readiness = new Readiness();
  readiness.markBooted();
  keys = signingKeysFor(issuer.environment, readiness);
  authenticator = authenticatorFor(issuer.environment, keys);
});

afterEach(async () => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  keys.onApplicationShutdown();
  await issuer.stop();
});

const FAULTS: [string, (response: ServerResponse) => void][] = [
  ['status 500', (response) => response.writeHead(500).end()],
  ['a reset connection', (response) => response.destroy()],
  ['a redirect', (response) => response.writeHead(302, { location: `${issuer.url}/moved` }).end()],
  ['HTML', (response) => response.end('<html></html>')],
  ['nothing', (response) => response.end()],
  ['{"keys":[]}', (response) => response.end('{"keys":[]}')],
  ['{"keys":"none"}', (response) => response.end('{"keys":"none"}')],
  ['a list', (response) => response.end('[]')],
  ['null', (response) => response.end('null')],
  ['strings as keys', (response) => response.end('{"keys":["key-1"]}')],
  ['a key without its modulus', (response) => response.end('{"keys":[{"kty":"RSA","kid":"key-1"}]}')],
  [
    'keys of 200 kB',
    (response) => response.end(JSON.stringify({ keys: issuer.publicKeys(), x: 'x'.repeat(200_000) })),
  ],
  ['half a response', (response) => response.writeHead(200, { 'content-length': 1_000 }).write('{"keys":')],
];

describe('the key set at boot', () => {
  it('makes the service ready after the first successful fetch, even if later fetches fail', async () => {
    issuer.failWith((response) => response.writeHead(500).end());
    await keys.onModuleInit();
    expect(await readiness.waitingFor()).toEqual(['signing-keys']);
    issuer.recover();
    await until(async () => (await readiness.waitingFor()).length === 0);
    issuer.failWith((response) => response.writeHead(500).end());
    expect(await readiness.waitingFor()).toEqual([]);
  });

  it.each(FAULTS)('leaves the service unready if the issuer responds with %s', async (_, respond) => {
    issuer.failWith(respond);
    await keys.onModuleInit();
    expect(await readiness.waitingFor()).toEqual(['signing-keys']);
    expect(await outcomeOf(await issuer.header())).toBe('UNAVAILABLE');
  });
});

describe('a known key', () => {
  beforeEach(() => keys.onModuleInit());

  it('causes no fetch, even if many tokens use it', async () => {
    await Promise.all(Array.from({ length: 10 }, async () => outcomeOf(await issuer.header())));
    expect(issuer.fetches).toBe(1);
  });

  it.each(FAULTS)('stays valid for 24 hours when the issuer responds with %s', async (_, respond) => {
    const header = await issuer.header();
    const unknown = await issuer.header('key-2');
    issuer.failWith(respond);
    expect(await outcomeOf(unknown)).toBe('UNAVAILABLE');
    expect(await outcomeOf(header)).toBe('member');
    expect(issuer.fetches).toBe(2);
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start + MAX_AGE_MS - MINUTE);
    expect(keys.known('key-1')).toBeDefined();
    clock.mockReturnValue(start + MAX_AGE_MS);
    expect(keys.known('key-1')).toBeUndefined();
  });

  it('verifies tokens at once while the issuer does not respond', async () => {
    issuer.failWith(() => undefined);
    const known = await issuer.header();
    const outcomes: string[] = [];
    const unknown = outcomeOf(await issuer.header('key-2')).then((outcome) => outcomes.push(outcome));
    await until(() => Promise.resolve(issuer.fetches === 2));
    outcomes.push(await outcomeOf(known));
    await unknown;
    expect(outcomes).toEqual(['member', 'UNAVAILABLE']);
  });

  it('becomes unknown at the next background fetch after the issuer removes the key', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    const refreshed = signingKeysFor(issuer.environment);
    await refreshed.onModuleInit();
    const old = await issuer.header();
    const fetches = issuer.fetches;
    await issuer.rotateTo('key-2');
    jest.advanceTimersByTime(5 * MINUTE);
    jest.useRealTimers();
    await until(() => Promise.resolve(refreshed.known('key-2') !== undefined));
    expect(issuer.fetches).toBe(fetches + 1);
    expect(await outcomeOf(old, authenticatorFor(issuer.environment, refreshed))).toBe('unknown_key');
    refreshed.onApplicationShutdown();
  });
});

describe('a new key', () => {
  beforeEach(() => keys.onModuleInit());

  it('is accepted at once, even directly after a fetch', async () => {
    await issuer.rotateTo('key-2');
    expect(await outcomeOf(await issuer.header())).toBe('member');
  });

  it('causes only one fetch, even if many tokens use it', async () => {
    await issuer.rotateTo('key-2');
    const headers = await Promise.all(Array.from({ length: 20 }, () => issuer.header()));
    const outcomes = await Promise.all(headers.map((header) => outcomeOf(header)));
    expect(new Set(outcomes)).toEqual(new Set(['member']));
    expect(issuer.fetches).toBe(2);
  });

  it('causes 503 instead of 401 if the limit of fetches is reached', async () => {
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
    await exhaustFetches(clock, start);
    await issuer.rotateTo('key-2');
    const header = await issuer.header();
    const refusal = authenticator.authenticate(header);
    await expect(refusal).rejects.toMatchObject({
      problem: { code: 'UNAVAILABLE' },
      retryAfterSeconds: 7,
    });
    clock.mockReturnValue(start + ON_DEMAND_WINDOW_MS);
    expect(await outcomeOf(header)).toBe('member');
  });

  it('is accepted even if the key set also contains unusable keys', async () => {
    await issuer.rotateTo('key-2');
    const [key] = issuer.publicKeys();
    const others = [{ kty: 'EC', kid: 'ec', crv: 'P-256' }, { kty: 'RSA', kid: 'key-3', n: '', e: '' }, null];
    issuer.failWith((response) => response.end(JSON.stringify({ keys: [...others, key] })));
    expect(await outcomeOf(await issuer.header())).toBe('member');
  });

  it.each([
    ['for encryption', { use: 'enc' }],
    ['for a different algorithm', { alg: 'PS256' }],
    ['only for signing', { key_ops: ['sign'] }],
  ])('is ignored if it is %s', async (_, change) => {
    const [first] = issuer.publicKeys();
    await issuer.rotateTo('key-2', (jwk) => ({ ...jwk, ...change }));
    const [second] = issuer.publicKeys();
    issuer.failWith((response) => response.end(JSON.stringify({ keys: [first, second] })));
    expect(await outcomeOf(await issuer.header())).toBe('unknown_key');
  });
});

describe('an unknown key', () => {
  beforeEach(() => keys.onModuleInit());

  it('is rejected after one fetch, even if many tokens use it', async () => {
    const header = await issuer.header('key-9');
    for (let call = 0; call < 20; call += 1) expect(await outcomeOf(header)).toBe('unknown_key');
    expect(issuer.fetches).toBe(2);
  });

  it('is accepted after the issuer has published it', async () => {
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
    expect(await outcomeOf(await issuer.header('key-2'))).toBe('unknown_key');
    await issuer.rotateTo('key-2');
    clock.mockReturnValue(start + 5_000);
    expect(await outcomeOf(await issuer.header())).toBe('member');
  });

  it('causes only three fetches, even if tokens name 300 unknown keys', async () => {
    const headers = await Promise.all(
      Array.from({ length: 300 }, (_, call) => issuer.header(`key-${call}x`)),
    );
    for (const header of headers) expect(await outcomeOf(header)).toMatch(/^(?:unknown_key|UNAVAILABLE)$/);
    expect(issuer.fetches).toBe(1 + ON_DEMAND_FETCHES);
  });

  it('causes no fetch if the token has the wrong issuer', async () => {
    const stranger = await KeyServer.start();
    const other = authenticatorFor({ ...issuer.environment, AUTH_ISSUER: 'https://other.example' }, keys);
    expect(await outcomeOf(await stranger.header('key-9'), other)).toBe('wrong_issuer');
    expect(issuer.fetches).toBe(1);
    await stranger.stop();
  });
});

async function exhaustFetches(clock: jest.SpyInstance<number, []>, start: number): Promise<void> {
  for (let call = 0; call < ON_DEMAND_FETCHES; call += 1) {
    clock.mockReturnValue(start + call * 1_000);
    expect(await outcomeOf(await issuer.header(`unknown-${call}`))).toBe('unknown_key');
  }
  clock.mockReturnValue(start + ON_DEMAND_FETCHES * 1_000);
}

function outcomeOf(header: string, by = authenticator): Promise<string> {
  return outcomeFor(by, header);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
