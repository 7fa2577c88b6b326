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
import { authenticatorFor } from '../test/authenticator-for.ts';
import { outcomeFor } from '../test/outcome-for.ts';
import type { Authenticator, Caller } from './index.ts';

const ISSUER = 'https://issuer.example';
const AUDIENCE = 'qred-api';
const HEADER: JWTHeaderParameters = { alg: 'RS256', kid: 'key-1', typ: 'at+jwt' };
const now = inSeconds(0);

/** The claims of a valid token. To remove a claim, a test sets the claim to undefined. */
const MEMBER = {
  iss: ISSUER,
  aud: AUDIENCE,
  exp: now + 900,
  iat: now,
  jti: 'token-1',
  sub: 'user-anna',
  client_id: 'qred-app',
  account_ids: ['company-ab'],
};
const MACHINE = { sub: 'reporter', client_id: 'reporter', account_ids: undefined };

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
  authenticator = withProfile('rfc9068');
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a member', () => {
  it('has the user id and the accounts in the token', async () => {
    expect(await callerOf({})).toEqual({
      kind: 'member',
      userId: 'user-anna',
      accountIds: ['company-ab'],
      ownedAccountIds: [],
      client: 'qred-app',
    });
  });

  it('owns only accounts that the token names as owned', async () => {
    const accounts = { account_ids: ['company-ab', 'company-cd'], owned_account_ids: ['company-cd'] };
    expect(await callerOf(accounts)).toMatchObject({
      accountIds: ['company-ab', 'company-cd'],
      ownedAccountIds: ['company-cd'],
    });
  });

  it.each([{ account_ids: ['company-ab'] }, { account_ids: undefined }])(
    "is rejected if an owned account is not among the member's accounts: %j",
    async (accounts) => {
      expect(await outcomeOf({ ...accounts, owned_account_ids: ['company-cd'] })).toBe(
        'owned_account_of_others',
      );
    },
  );

  it.each([
    ['the usual other claims', {}],
    ['the scopes of a machine', { scope: 'openid memberships.read' }],
    ['no client', { client_id: undefined, scope: 'memberships.read' }],
  ])('has no accounts if the token contains %s, but no account_ids', async (_, claims) => {
    expect(await callerOf({ account_ids: undefined, ...claims })).toMatchObject({
      kind: 'member',
      userId: 'user-anna',
      accountIds: [],
    });
  });

  it('may have up to 500 accounts', async () => {
    const accounts = (count: number) => Array.from({ length: count }, (_, index) => `company-${index}`);
    expect(await outcomeOf({ account_ids: accounts(500) })).toBe('member');
    expect(await outcomeOf({ account_ids: accounts(501) })).toBe('invalid_claims');
  });
});

describe('a machine', () => {
  it('is identified by a client id that equals the subject', async () => {
    expect(await callerOf({ ...MACHINE, scope: 'memberships.read other' })).toEqual({
      kind: 'machine',
      name: 'reporter',
      scopes: ['memberships.read', 'other'],
    });
  });

  it.each([undefined, ''])('has no scopes if the scope of the token is %j', async (scope) => {
    expect(await callerOf({ ...MACHINE, scope })).toMatchObject({ kind: 'machine' });
    expect(await callerOf({ ...MACHINE, scope: undefined })).toMatchObject({ scopes: [] });
  });

  it.each([[[]], [['company-ab']]])(
    'is rejected if the token contains a list of accounts: %j',
    async (accounts) => {
      expect(await outcomeOf({ ...MACHINE, account_ids: accounts })).toBe('machine_with_accounts');
      expect(await outcomeOf({ ...MACHINE, owned_account_ids: accounts })).toBe('machine_with_accounts');
    },
  );
});

describe('an employee in support', () => {
  const SUPPORT = { sub: 'cleo', account_ids: undefined, groups: ['sales', 'qred-support'] };

  it('is recognized by the configured group', async () => {
    authenticator = withProfile('rfc9068', 'qred-support');
    expect(await callerOf(SUPPORT)).toEqual({ kind: 'support', userId: 'cleo', client: 'qred-app' });
    expect(await outcomeOf({ ...SUPPORT, account_ids: [] })).toBe('support');
  });

  it.each<[string, unknown]>([
    ['no group', undefined],
    ['an empty list of groups', []],
    ['a different group', ['qred-support-emea']],
    ['the group as text', 'qred-support'],
    ['the group in an object', [{ value: 'qred-support' }]],
    ['the group in a nested list', [['qred-support']]],
  ])('is treated as a member if the token has %s', async (_, groups) => {
    authenticator = withProfile('rfc9068', 'qred-support');
    expect(await outcomeOf({ ...SUPPORT, groups })).toBe('member');
  });

  it('is not recognized if no group is configured', async () => {
    expect(await outcomeOf(SUPPORT)).toBe('member');
  });

  it('is not recognized by the group claim of a different token profile', async () => {
    authenticator = withProfile('rfc9068', 'qred-support');
    const claims = { ...SUPPORT, groups: undefined, 'cognito:groups': ['qred-support'] };
    expect(await outcomeOf(claims)).toBe('member');
  });

  it('is rejected if the token also contains accounts', async () => {
    authenticator = withProfile('rfc9068', 'qred-support');
    expect(await outcomeOf({ ...SUPPORT, account_ids: ['company-ab'] })).toBe('support_with_accounts');
  });

  it('is not recognized in the token of a machine', async () => {
    authenticator = withProfile('rfc9068', 'qred-support');
    expect(await outcomeOf({ ...MACHINE, groups: ['qred-support'] })).toBe('machine');
  });
});

describe('the header of a token', () => {
  it.each(['at+jwt', 'AT+JWT', 'application/at+jwt'])('may have the type %s', async (typ) => {
    expect(await outcomeOf({}, { ...HEADER, typ })).toBe('member');
  });

  it.each(['JWT', 'jwt', 'id_token', 'at+jwt2', 'xat+jwt', ''])(
    'is rejected with the type %j',
    async (typ) => {
      expect(await outcomeOf({}, { ...HEADER, typ })).toBe('not_an_access_token');
    },
  );

  it('is rejected without a type', async () => {
    expect(await outcomeOf({}, { alg: 'RS256', kid: 'key-1' })).toBe('not_an_access_token');
    expect(await outcomeOf({ token_use: 'access' }, { alg: 'RS256', kid: 'key-1' })).toBe(
      'not_an_access_token',
    );
  });

  it.each<[string, string, JWTHeaderParameters]>([
    ['a key that is not published', 'unknown_key', { ...HEADER, kid: 'key-2' }],
    ['no key id', 'malformed', { alg: 'RS256', typ: 'at+jwt' }],
    ['a key id with a NUL', 'malformed', { ...HEADER, kid: 'key-1\0' }],
    ['a critical extension', 'malformed', { ...HEADER, crit: ['https://other.example'] }],
  ])('is rejected with %s', async (_, failure, header) => {
    expect(await outcomeOf({}, header)).toBe(failure);
  });

  it('is rejected with an algorithm other than RS256, even if the key has no alg', async () => {
    const { alg, ...anyAlgorithm } = published;
    keySet = { keys: [anyAlgorithm] };
    expect(await outcomeOf({})).toBe('member');
    expect(await outcomeOf({}, { ...HEADER, alg: 'PS256' })).toBe('algorithm_not_allowed');
  });

  it('cannot supply the key that verifies the token', async () => {
    const stranger = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(stranger.publicKey);
    const header = { ...HEADER, jwk, jku: 'https://other.example/jwks' };
    const token = await new SignJWT(MEMBER).setProtectedHeader(header).sign(stranger.privateKey);
    expect(await outcomeFor(authenticator, `Bearer ${token}`)).toBe('bad_signature');
  });
});

describe('claims', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['no subject', 'invalid_claims', { sub: undefined }],
    ['an empty subject', 'invalid_claims', { sub: '' }],
    ['a subject that is a number', 'invalid_claims', { sub: 1 }],
    ['a subject with a NUL', 'invalid_claims', { sub: 'user\0anna' }],
    ['a subject with a line break', 'invalid_claims', { sub: 'user-anna\n' }],
    ['a subject that is not ASCII', 'invalid_claims', { sub: 'user-\u00e5sa' }],
    ['a subject with a lone surrogate', 'invalid_claims', { sub: 'user-\ud800' }],
    ['a subject of 256 characters', 'invalid_claims', { sub: 'a'.repeat(256) }],
    ['a client with a NUL', 'invalid_claims', { client_id: 'app\0' }],
    ['a client that is a list', 'invalid_claims', { client_id: ['user-anna'] }],
    ['no expiry', 'invalid_claims', { exp: undefined }],
    ['an expiry that is a string', 'invalid_claims', { exp: String(now + 900) }],
    ['no issuer', 'wrong_issuer', { iss: undefined }],
    ['an issuer that starts with the right one', 'wrong_issuer', { iss: `${ISSUER}/other` }],
    ['no audience', 'wrong_audience', { aud: undefined }],
    ['the audience only as client id', 'wrong_audience', { aud: undefined, client_id: AUDIENCE }],
    ['other audiences', 'wrong_audience', { aud: ['other', 'qred'] }],
    ['accounts that are not a list', 'invalid_claims', { account_ids: 'company-ab' }],
    ['null as accounts', 'invalid_claims', { account_ids: null }],
    ['an account that is a number', 'invalid_claims', { account_ids: ['company-ab', 1] }],
    ['a list of lists of accounts', 'invalid_claims', { account_ids: [['company-ab']] }],
    ['an account with a NUL', 'invalid_claims', { account_ids: ['company-ab', 'company\0cd'] }],
    ['an account that is not a valid id', 'invalid_claims', { account_ids: ["company' OR 1=1"] }],
    ['owned accounts that are not a list', 'invalid_claims', { owned_account_ids: 'company-ab' }],
    ['an owned account with a NUL', 'invalid_claims', { owned_account_ids: ['company-ab', 'company\0cd'] }],
    ['an account of 65 characters', 'invalid_claims', { account_ids: ['a'.repeat(65)] }],
    ['scopes in a list', 'invalid_claims', { ...MACHINE, scope: ['memberships.read'] }],
    ['a scope with a NUL', 'invalid_claims', { ...MACHINE, scope: 'memberships.read\0' }],
    ['a scope of a member with a tab', 'invalid_claims', { scope: 'openid\tprofile' }],
    ['5 kB of scopes', 'invalid_claims', { ...MACHINE, scope: 'a '.repeat(2_500).trim() }],
    ['a time of issue that is a string', 'invalid_claims', { iat: 'now' }],
  ])('are rejected with %s', async (_, failure, claims) => {
    expect(await outcomeOf(claims)).toBe(failure);
  });

  it('may name several audiences', async () => {
    expect(await outcomeOf({ aud: ['other', AUDIENCE] })).toBe('member');
  });

  it.each<[string, string, (seconds: number) => Record<string, unknown>]>([
    ['exp', 'expired', (seconds) => ({ exp: inSeconds(-seconds) })],
    ['nbf', 'not_yet_valid', (seconds) => ({ nbf: inSeconds(seconds) })],
    ['iat', 'not_yet_valid', (seconds) => ({ iat: inSeconds(seconds) })],
  ])('are accepted if %s is within a clock difference of 5 s', async (_, failure, claims) => {
    expect(await outcomeOf(claims(2))).toBe('member');
    expect(await outcomeOf(claims(8))).toBe(failure);
  });
});

describe('a token of a Cognito user pool', () => {
  const ACCESS = { token_use: 'access', aud: undefined, client_id: AUDIENCE };
  const COGNITO_HEADER = { alg: 'RS256', kid: 'key-1' };

  beforeEach(() => {
    authenticator = withProfile('cognito');
  });

  it.each([
    ['the app client as audience', {}],
    ['an audience that a trigger adds', { aud: AUDIENCE }],
    ['an audience that a resource binding adds', { aud: [AUDIENCE], client_id: 'other-client' }],
  ])('is accepted as an access token with %s', async (_, claims) => {
    expect(await callerOf({ ...ACCESS, ...claims }, COGNITO_HEADER)).toMatchObject({
      kind: 'member',
      accountIds: ['company-ab'],
    });
  });

  it('identifies a machine if the subject is the client', async () => {
    const claims = { ...ACCESS, account_ids: undefined, sub: AUDIENCE, scope: 'api/memberships.read' };
    expect(await callerOf(claims, COGNITO_HEADER)).toEqual({
      kind: 'machine',
      name: AUDIENCE,
      scopes: ['api/memberships.read'],
    });
  });

  it('identifies an employee in support by the group', async () => {
    authenticator = withProfile('cognito', 'qred-support');
    const claims = { ...ACCESS, account_ids: [], 'cognito:groups': ['qred-support'] };
    expect(await outcomeOf(claims, COGNITO_HEADER)).toBe('support');
    expect(await outcomeOf({ ...claims, 'cognito:groups': ['other'] }, COGNITO_HEADER)).toBe('member');
    const ownClaim = { ...ACCESS, groups: ['qred-support'] };
    expect(await outcomeOf(ownClaim, COGNITO_HEADER)).toBe('member');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['an ID token', 'not_an_access_token', { token_use: 'id', aud: AUDIENCE, client_id: undefined }],
    ['a token without `token_use`', 'not_an_access_token', { token_use: undefined }],
    ['a token of a different app client', 'wrong_audience', { client_id: 'other-client' }],
    ['a token of our app client for a different audience', 'wrong_audience', { aud: 'other-api' }],
    ['a token without an app client', 'wrong_audience', { client_id: undefined }],
  ])('is rejected if it is %s', async (_, failure, claims) => {
    expect(await outcomeOf({ ...ACCESS, ...claims }, COGNITO_HEADER)).toBe(failure);
  });
});

/** Seconds since 1970. */
function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

function withProfile(AUTH_PROFILE: string, AUTH_SUPPORT_GROUP?: string): Authenticator {
  const { port } = server.address() as AddressInfo;
  return authenticatorFor({
    AUTH_ISSUER: ISSUER,
    AUTH_AUDIENCE: AUDIENCE,
    AUTH_JWKS_URL: `http://127.0.0.1:${port}/`,
    AUTH_PROFILE,
    ...(AUTH_SUPPORT_GROUP !== undefined && { AUTH_SUPPORT_GROUP }),
  });
}

async function callerOf(claims: Record<string, unknown>, header = HEADER): Promise<Caller> {
  return authenticator.authenticate(`Bearer ${await sign(claims, header)}`);
}

async function outcomeOf(claims: Record<string, unknown>, header = HEADER): Promise<string> {
  return outcomeFor(authenticator, `Bearer ${await sign(claims, header)}`);
}

async function sign(claims: Record<string, unknown>, header: JWTHeaderParameters): Promise<string> {
  const key = header.alg === 'PS256' ? await asPss(privateKey) : privateKey;
  const options = header.crit && { crit: Object.fromEntries(header.crit.map((name) => [name, true])) };
  const marks = Object.fromEntries((header.crit ?? []).map((name) => [name, 'x']));
  return new SignJWT({ ...MEMBER, ...claims }).setProtectedHeader({ ...marks, ...header }).sign(key, options);
}

async function asPss(key: CryptoKey): Promise<CryptoKey> {
  const jwk = await crypto.subtle.exportKey('jwk', key);
  const { alg, key_ops, ...rest } = jwk;
  return crypto.subtle.importKey('jwk', rest, { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['sign']);
}
