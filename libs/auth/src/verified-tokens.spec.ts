import { KeyServer } from '../test/key-server.ts';
import { authenticatorFor, signingKeysFor } from '../test/authenticator-for.ts';
import { outcomeFor } from '../test/outcome-for.ts';
import type { Authenticator, SigningKeys } from './index.ts';
import { VERIFIED_MS } from './verified-tokens.ts';

const LIFETIME_SECONDS = 15 * 60;

let issuer: KeyServer;
let keys: SigningKeys;
let authenticator: Authenticator;
let clock: jest.SpyInstance<number, []>;
let verifications: jest.SpyInstance;

beforeEach(async () => {
  issuer = await KeyServer.start();
  keys = signingKeysFor(issuer.environment);
  await keys.onModuleInit();
  authenticator = authenticatorFor(issuer.environment, keys);
  clock = jest.spyOn(Date, 'now');
  verifications = jest.spyOn(crypto.subtle, 'verify');
});

afterEach(async () => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  keys.onApplicationShutdown();
  await issuer.stop();
});

function outcomeOf(header: string): Promise<string> {
  return outcomeFor(authenticator, header);
}

it('the token cache verifies the signature of a token once a minute', async () => {
  const header = await issuer.header();
  const start = Date.now();
  for (let call = 0; call < 10; call += 1) expect(await outcomeOf(header)).toBe('member');
  expect(verifications).toHaveBeenCalledTimes(1);
  clock.mockReturnValue(start + VERIFIED_MS + 1_000);
  expect(await outcomeOf(header)).toBe('member');
  expect(verifications).toHaveBeenCalledTimes(2);
});

it('the token cache rejects an expired token, even if the token was verified a moment ago', async () => {
  const header = await issuer.header();
  const expires = Date.now() + LIFETIME_SECONDS * 1_000;
  // jose also reads the time from Date.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'], now: expires - 2_000 });
  expect(await outcomeOf(header)).toBe('member');
  jest.setSystemTime(expires + 6_000);
  expect(await outcomeOf(header)).toBe('expired');
});

it('the token cache rejects a recently verified token after the issuer has withdrawn its key', async () => {
  const header = await issuer.header();
  expect(await outcomeOf(header)).toBe('member');
  await issuer.rotateTo('key-2');
  // A token with a new key makes the service fetch the keys.
  expect(await outcomeOf(await issuer.header())).toBe('member');
  expect(await outcomeOf(header)).toBe('unknown_key');
});

it('the token cache verifies a token again when the issuer publishes a different key with the same id', async () => {
  const header = await issuer.header();
  expect(await outcomeOf(header)).toBe('member');
  await issuer.rotateTo('key-2', (jwk) => ({ ...jwk, kid: 'key-1' }));
  await outcomeOf(await issuer.header('key-9'));
  expect(await outcomeOf(header)).toBe('bad_signature');
});

it('the token cache rejects a token that differs slightly from a verified token', async () => {
  const header = await issuer.header();
  expect(await outcomeOf(header)).toBe('member');
  const [head, payload, signature = ''] = header.split('.');
  const changed = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  expect(await outcomeOf(`${head ?? ''}.${payload ?? ''}.${changed}`)).toBe('bad_signature');
});

it('the token cache never caches a rejected token', async () => {
  const header = await issuer.header();
  const forged = `${header.slice(0, -8)}AAAAAAAA`;
  for (let call = 0; call < 3; call += 1) expect(await outcomeOf(forged)).toBe('bad_signature');
  expect(verifications).toHaveBeenCalledTimes(3);
});
