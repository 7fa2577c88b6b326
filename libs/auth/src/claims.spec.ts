import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { parseManifest } from '#libs/manifest';
import { ProblemError, ServiceConfig } from '#libs/runtime';
import { Authenticator } from './index.ts';

const ISSUER = 'https://issuer.example';
const AUDIENCE = 'qred-api';
const HEADER: JWTHeaderParameters = { alg: 'RS256', kid: 'key-1' };
const now = Math.floor(Date.now() / 1000);

/** The claims of a token that is taken; undefined takes one away. */
const CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  exp: now + 900,
  sub: 'user-anna',
  account_ids: ['company-ab'],
};

let privateKey: CryptoKey;
let published: JWK;
let keySet: unknown;
let server: Server;
let authenticator: Authenticator;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  privateKey = pair.privateKey;
  published = { ...(await exportJWK(pair.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  server = createServer((_request, response) => response.end(JSON.stringify(keySet)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  keySet = { keys: [published] };
  const { port } = server.address() as AddressInfo;
  authenticator = new Authenticator(
    new ServiceConfig(parseManifest({ name: 'hub', purpose: 'Does one thing.', port: 3000 }), {
      AUTH_ISSUER: ISSUER,
      AUTH_AUDIENCE: AUDIENCE,
      AUTH_JWKS_URL: `http://127.0.0.1:${port}/`,
    }),
  );
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('is taken with these claims', async () => {
  expect(await outcomeOf({})).toBe('member');
});

it.each<[string, Record<string, unknown>]>([
  ['no subject', { sub: undefined }],
  ['an empty subject', { sub: '' }],
  ['a subject that is a number', { sub: 1 }],
  ['no end', { exp: undefined }],
  ['an end that is now', { exp: now }],
  ['an end that is a text', { exp: String(now + 900) }],
  ['a beginning that is to come', { nbf: now + 900 }],
  ['no issuer', { iss: undefined }],
  ['an issuer that begins alike', { iss: `${ISSUER}/other` }],
  ['no audience', { aud: undefined }],
  ['other audiences', { aud: ['other', 'qred'] }],
  ['an account that is no list', { account_ids: 'company-ab' }],
  ['no accounts but null', { account_ids: null }],
  ['an account that is a number', { account_ids: ['company-ab', 1] }],
  ['accounts in a list', { account_ids: [['company-ab']] }],
  ['scopes in a list', { account_ids: undefined, scope: ['memberships.read'] }],
])('is refused with %s', async (_, claims) => {
  expect(await outcomeOf(claims)).toBe('UNAUTHENTICATED');
});

it('is taken where the audience is one of several', async () => {
  expect(await outcomeOf({ aud: ['other', AUDIENCE] })).toBe('member');
});

it('is a machine with no scope where it names neither accounts nor scopes', async () => {
  const token = await sign({ account_ids: undefined });
  expect(await authenticator.authenticate(`Bearer ${token}`)).toEqual({
    kind: 'machine',
    name: 'user-anna',
    scopes: [],
  });
});

it.each<[string, JWTHeaderParameters]>([
  ['a key that nobody published', { alg: 'RS256', kid: 'key-2' }],
  ['an extension that must be understood', { alg: 'RS256', kid: 'key-1', crit: ['https://other.example'] }],
])('is refused with %s', async (_, header) => {
  expect(await outcomeOf({}, header)).toBe('UNAUTHENTICATED');
});

it('is refused with another algorithm, also where the key is not kept for one', async () => {
  const { alg, ...anyAlgorithm } = published;
  keySet = { keys: [anyAlgorithm] };
  expect(await outcomeOf({})).toBe('member');
  expect(await outcomeOf({}, { alg: 'PS256', kid: 'key-1' })).toBe('UNAUTHENTICATED');
});

it('is not checked with a key that it brings along', async () => {
  const stranger = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(stranger.publicKey);
  const header = { alg: 'RS256', kid: 'key-1', jwk, jku: 'https://other.example/jwks' };
  const token = await new SignJWT(CLAIMS).setProtectedHeader(header).sign(stranger.privateKey);
  expect(await outcomeFor(`Bearer ${token}`)).toBe('UNAUTHENTICATED');
});

it.each<[string, unknown]>([
  ['is a list', []],
  ['is null', null],
  ['holds no keys', { keys: ['key-1'] }],
  ['holds a key without its number', { keys: [{ kty: 'RSA', kid: 'key-1', alg: 'RS256', use: 'sig' }] }],
])('cannot be checked, and so is not refused, where the key set %s', async (_, answer) => {
  keySet = answer;
  expect(await outcomeOf({})).toBe('UNAVAILABLE');
});

/** The kind of caller, or the code of the problem. */
async function outcomeOf(claims: Record<string, unknown>, header = HEADER): Promise<string> {
  return outcomeFor(`Bearer ${await sign(claims, header)}`);
}

async function outcomeFor(authorization: string): Promise<string> {
  try {
    return (await authenticator.authenticate(authorization)).kind;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

async function sign(claims: Record<string, unknown>, header = HEADER): Promise<string> {
  const key = header.alg === 'PS256' ? await asPss(privateKey) : privateKey;
  const options = header.crit && { crit: Object.fromEntries(header.crit.map((name) => [name, true])) };
  const marks = Object.fromEntries((header.crit ?? []).map((name) => [name, 'x']));
  return new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ ...marks, ...header }).sign(key, options);
}

/** The same key for another algorithm. */
async function asPss(key: CryptoKey): Promise<CryptoKey> {
  const jwk = await crypto.subtle.exportKey('jwk', key);
  const { alg, key_ops, ...rest } = jwk;
  return crypto.subtle.importKey('jwk', rest, { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['sign']);
}
