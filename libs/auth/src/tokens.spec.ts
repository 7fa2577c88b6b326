import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseManifest } from '#libs/manifest';
import { ProblemError, ServiceConfig } from '#libs/runtime';
import { STAND_IN_AUDIENCE, StandInIssuer, badTokens, freePort } from '#libs/stand-ins';
import { Authenticator } from './index.ts';

const CLAIMS = { sub: 'user-anna', account_ids: ['company-ab', 'company-cd'] };

let issuer: StandInIssuer;
let authenticator: Authenticator;

beforeAll(async () => {
  issuer = await StandInIssuer.start({ port: 0 });
  authenticator = authenticatorOf(issuer);
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => issuer.stop());

it('knows a member by the accounts in the token', async () => {
  expect(await authenticator.authenticate(`Bearer ${await issuer.mint(CLAIMS)}`)).toEqual({
    kind: 'member',
    userId: 'user-anna',
    accountIds: ['company-ab', 'company-cd'],
  });
});

it('knows a machine by its scopes', async () => {
  const token = await issuer.mint({ sub: 'issuer', scope: 'memberships.read other' });
  expect(await authenticator.authenticate(`bearer ${token}`)).toEqual({
    kind: 'machine',
    name: 'issuer',
    scopes: ['memberships.read', 'other'],
  });
});

it('takes a member of no account for a member', async () => {
  const token = await issuer.mint({ sub: 'user-new', account_ids: [] });
  expect(await authenticator.authenticate(`Bearer ${token}`)).toMatchObject({
    kind: 'member',
    accountIds: [],
  });
});

it('takes a request without the header for anonymous', async () => {
  expect(await authenticator.authenticate(undefined)).toEqual({ kind: 'anonymous' });
});

describe('a token', () => {
  it.each(Object.entries(badTokens))('is refused that %s', async (_, mint) => {
    expect(await codeOf(`Bearer ${await mint(issuer, CLAIMS)}`)).toBe('UNAUTHENTICATED');
  });

  it('is refused that lacks its subject', async () => {
    expect(await codeOf(`Bearer ${await issuer.mint({ ...CLAIMS, sub: '' })}`)).toBe('UNAUTHENTICATED');
  });

  it('is told apart when it has only expired', async () => {
    const expired = authenticator.authenticate(`Bearer ${await issuer.mint(CLAIMS, { expiresIn: -1 })}`);
    await expect(expired).rejects.toThrow('The token has expired; get a new one');
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'Token a.b.c',
    'Bearer a.b.c d',
    'Bearer a, Bearer b',
  ])('is not taken from the header %j', async (header) => {
    expect(await codeOf(header)).toBe('UNAUTHENTICATED');
  });

  it('is not taken without its scheme', async () => {
    expect(await codeOf(await issuer.mint(CLAIMS))).toBe('UNAUTHENTICATED');
  });
});

describe('the keys of the issuer', () => {
  it('are fetched once for many tokens', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    const fresh = authenticatorOf(issuer);
    const header = `Bearer ${await issuer.mint(CLAIMS)}`;
    await Promise.all(Array.from({ length: 10 }, () => fresh.authenticate(header)));
    await fresh.authenticate(header);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('may change: a token of a new key is taken, one of a key that is gone no longer', async () => {
    const port = await freePort();
    const before = await StandInIssuer.start({ port });
    const rotating = authenticatorOf(before);
    const oldToken = await before.mint(CLAIMS);
    await rotating.authenticate(`Bearer ${oldToken}`);
    await before.stop();
    const after = await StandInIssuer.start({ port });
    try {
      const header = `Bearer ${await after.mint(CLAIMS)}`;
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
      expect(await rotating.authenticate(header)).toMatchObject({ kind: 'member' });
      expect(await codeOf(`Bearer ${oldToken}`, rotating)).toBe('UNAUTHENTICATED');
    } finally {
      await after.stop();
    }
  });

  it('are not asked for again by every token of an unknown key', async () => {
    const fresh = authenticatorOf(issuer);
    const stranger = await StandInIssuer.start({ port: 0, name: issuer.url });
    const header = `Bearer ${await stranger.mint(CLAIMS)}`;
    await stranger.stop();
    const fetched = jest.spyOn(globalThis, 'fetch');
    for (let call = 0; call < 5; call += 1) expect(await codeOf(header, fresh)).toBe('UNAUTHENTICATED');
    expect(fetched.mock.calls.length).toBeLessThanOrEqual(2);
  });
});

describe('an issuer that cannot be asked', () => {
  it('makes the service unavailable, and no token invalid: it is down', async () => {
    const down = await StandInIssuer.start({ port: 0 });
    const token = await down.mint(CLAIMS);
    await down.stop();
    expect(await codeOf(`Bearer ${token}`, authenticatorOf(down))).toBe('UNAVAILABLE');
  });

  it.each([
    ['it fails', 500, 'no'],
    ['it answers nonsense', 200, '<html>'],
    ['it answers other JSON', 200, '{"keys":"none"}'],
  ])('makes the service unavailable, and no token invalid: %s', async (_, status, body) => {
    const server = await serve(status, body);
    const { port } = server.address() as AddressInfo;
    const broken = authenticatorOf({ url: issuer.url, jwksUrl: `http://127.0.0.1:${port}/` });
    expect(await codeOf(`Bearer ${await issuer.mint(CLAIMS)}`, broken)).toBe('UNAVAILABLE');
    await new Promise((resolve) => server.close(resolve));
  });
});

function authenticatorOf({ url, jwksUrl }: Pick<StandInIssuer, 'url' | 'jwksUrl'>): Authenticator {
  const manifest = parseManifest({ name: 'hub', purpose: 'Does one thing.', port: 3000 });
  return new Authenticator(
    new ServiceConfig(manifest, {
      AUTH_ISSUER: url,
      AUTH_AUDIENCE: STAND_IN_AUDIENCE,
      AUTH_JWKS_URL: jwksUrl,
    }),
  );
}

/** The code of the problem that an Authorization header leads to. */
async function codeOf(header: string, asked = authenticator): Promise<string> {
  try {
    return `taken as ${(await asked.authenticate(header)).kind}`;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

async function serve(status: number, body: string): Promise<Server> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
