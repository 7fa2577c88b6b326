import { createHash, randomUUID } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { accountContract } from '#contracts/account';
import { Authenticator, SigningKeys } from '#libs/auth';
import { ServiceConfig } from '#libs/configuration';
import { PinoLogger } from '#libs/logging';
import { parseManifest } from '#libs/manifest';
import { Readiness } from '#libs/runtime';
import { JWKS_PATH, STAND_IN_AUDIENCE, STAND_IN_SUPPORT_GROUP, freePort } from '#libs/stand-ins';
import { serviceEnvironment } from '../config/service-environment.ts';
import { Mock } from '../mock/mock.ts';
import { WEB_CLIENT } from './create-provider.ts';
import { Issuer } from './issuer.ts';
import { requestToken } from './token-request.ts';

const host = '127.0.0.1';
const PAGE = 'http://localhost:8080';
const tokenSchema = z.object({ access_token: z.string(), refresh_token: z.string(), id_token: z.string() });

let accountService: Mock;
let issuer: Issuer;

beforeAll(async () => {
  const defaultService = accountContract.name;
  const contracts = [accountContract];
  const options = { host, port: await freePort(), contracts, defaultService, standsFor: 'services' } as const;
  accountService = await Mock.start(options);
  issuer = await Issuer.start({
    host,
    port: await freePort(),
    accountUrl: accountService.url,
    pageOrigins: [PAGE],
    tokenSeconds: 60,
  });
});

afterAll(async () => {
  await issuer.stop();
  await accountService.stop();
});

class Browser {
  private readonly cookies = new Map<string, string>();

  /** Returns the response, or the first redirect URL outside the issuer. */
  async open(url: string, form?: Record<string, string>): Promise<{ url: string; body: string }> {
    const response = await fetch(new URL(url, issuer.url), {
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url: response.url, body: await response.text() };
    const next = new URL(location, issuer.url);
    return next.origin === issuer.url ? this.open(next.href) : { url: next.href, body: '' };
  }
}

const verifier = randomUUID() + randomUUID();
const challenge = {
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

function authorizationUrl(
  changes: Record<string, string> = {},
  pkce: Partial<typeof challenge> = challenge,
): string {
  const parameters = {
    client_id: WEB_CLIENT,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${PAGE}/`,
    state: 'state',
    ...pkce,
    ...changes,
  };
  return `/auth?${new URLSearchParams(parameters).toString()}`;
}

async function exchange(parameters: Record<string, string>): Promise<Response> {
  return fetch(`${issuer.url}/token`, {
    method: 'POST',
    headers: { origin: PAGE },
    body: new URLSearchParams({ client_id: WEB_CLIENT, ...parameters }),
  });
}

async function signIn(user: string) {
  const browser = new Browser();
  const page = await browser.open(authorizationUrl());
  const { url } = await browser.open(page.url, { user });
  const code = new URL(url).searchParams.get('code') ?? '';
  const response = await exchange({
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: `${PAGE}/`,
  });
  expect(response.headers.get('access-control-allow-origin')).toBe(PAGE);
  return { browser, tokens: tokenSchema.parse(await response.json()) };
}

function authenticator(): Authenticator {
  const manifest = parseManifest({ name: 'hub', purpose: 'Hubs.', owner: '@qred/test', port: 3000 });
  const config = new ServiceConfig(
    manifest,
    serviceEnvironment(manifest, {
      host,
      ports: { business: 0, health: 0 },
      issuer,
      storage: { url: '' },
      database: {},
      addressOf: () => '',
    }),
  );
  const logger = new PinoLogger({ pinoHttp: { level: 'silent' } });
  return new Authenticator(config, new SigningKeys(config, new Readiness(), logger));
}

describe('the code flow', () => {
  it("lists every seeded user with the user's companies and roles", async () => {
    const { body } = await new Browser().open(authorizationUrl());
    expect(body.match(/value="[^"]+"/g)).toEqual(
      expect.arrayContaining(['value="user-anna"', 'value="user-card-blocked"', 'value="user-acc10"']),
    );
    expect(body).toMatch(/value="user-bo"><strong>Company AB, member<\/strong>/);
    expect(body).toMatch(
      /value="user-anna"><strong>Company AB, owner<\/strong>.*<strong>Company CD, owner<\/strong>/,
    );
  });

  it('returns an access token that contains the accounts of the chosen user', async () => {
    const { tokens } = await signIn('user-anna');
    const keys = createRemoteJWKSet(new URL(issuer.jwksUrl));
    const options = { issuer: issuer.url, audience: STAND_IN_AUDIENCE, typ: 'at+jwt' };
    const { payload } = await jwtVerify(tokens.access_token, keys, options);
    expect(payload).toMatchObject({
      sub: 'user-anna',
      client_id: WEB_CLIENT,
      account_ids: ['company-ab', 'company-cd'],
      owned_account_ids: ['company-ab', 'company-cd'],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it('accepts a refresh token only once', async () => {
    const { tokens } = await signIn('user-anna');
    const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const renewed = tokenSchema.parse(await (await exchange(grant)).json());
    expect(decodeJwt(renewed.access_token)).toMatchObject({ account_ids: ['company-ab', 'company-cd'] });
    expect((await exchange(grant)).status).toBe(400);
  });

  it('requires PKCE', async () => {
    const { url } = await new Browser().open(authorizationUrl({}, {}));
    expect(new URL(url).searchParams.get('error')).toBe('invalid_request');
  });

  it('never redirects to a different origin', async () => {
    const { url, body } = await new Browser().open(
      authorizationUrl({ redirect_uri: 'https://attacker.example/' }),
    );
    expect(new URL(url).origin).toBe(issuer.url);
    expect(body).toContain('You could not be signed in');
  });

  it('invalidates the refresh token when the user signs out, and then shows the list of users again', async () => {
    const { browser, tokens } = await signIn('user-anna');
    const query = new URLSearchParams({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: `${PAGE}/`,
    });
    const { body } = await browser.open(`/session/end?${query.toString()}`);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(body) ?? [];
    const signedOut = await browser.open('/session/end/confirm', { xsrf, logout: 'yes' });
    expect(signedOut.url).toBe(`${PAGE}/`);
    expect((await browser.open(authorizationUrl())).body).toContain('Choose a user');
    const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await exchange(grant)).status).toBe(400);
  });
});

describe('the token endpoint', () => {
  it('returns a token for an owner of the account, with the requested lifetime', async () => {
    const token = await requestToken(issuer.url, 'company-cd', { seconds: 10 });
    const { exp = 0, iat = 0, ...claims } = decodeJwt(token);
    expect(claims).toMatchObject({
      sub: 'user-anna',
      account_ids: ['company-ab', 'company-cd'],
      owned_account_ids: ['company-ab', 'company-cd'],
    });
    expect([exp - iat, decodeProtectedHeader(token).typ]).toEqual([10, 'at+jwt']);
  });

  it('returns a token for a member who does not own the account', async () => {
    const claims = decodeJwt(await requestToken(issuer.url, 'company-ab', { role: 'member' }));
    expect(claims).toMatchObject({ sub: 'user-bo', account_ids: ['company-ab'], owned_account_ids: [] });
  });

  it('returns a token for a support user, with the support group and no accounts', async () => {
    const claims = decodeJwt(await requestToken(issuer.url, 'company-ab', { role: 'support' }));
    expect(claims).toMatchObject({ sub: 'support-cleo', groups: [STAND_IN_SUPPORT_GROUP] });
    expect(claims).not.toHaveProperty('account_ids');
  });

  it.each([
    ['owner', { kind: 'member', userId: 'user-anna', ownedAccountIds: ['company-ab', 'company-cd'] }],
    ['member', { kind: 'member', userId: 'user-bo', ownedAccountIds: [] }],
    ['support', { kind: 'support', userId: 'support-cleo' }],
  ] as const)('returns a token that services accept for the role %s', async (role, caller) => {
    const token = await requestToken(issuer.url, 'company-ab', { role });
    expect(await authenticator().authenticate(`Bearer ${token}`)).toMatchObject(caller);
  });

  it('returns an error if no user of the account has the requested role', async () => {
    await expect(requestToken(issuer.url, 'nobody')).rejects.toThrow('The account nobody has no member');
    await expect(requestToken(issuer.url, 'company-cd', { role: 'member' })).rejects.toThrow(
      'The account company-cd has no member',
    );
  });
});

it('the issuer publishes its endpoints and its public key, but no private key', async () => {
  const response = await fetch(`${issuer.url}/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({
    issuer: issuer.url,
    jwks_uri: issuer.url + JWKS_PATH,
    code_challenge_methods_supported: ['S256'],
  });
  const keys: unknown = await (await fetch(issuer.jwksUrl)).json();
  expect(keys).toEqual({ keys: [expect.not.objectContaining({ d: expect.anything() as unknown })] });
});

it('the token endpoint returns an error if the account service does not respond', async () => {
  const port = await freePort();
  const accountUrl = `http://${host}:${await freePort()}`;
  const lonely = await Issuer.start({ host, port, accountUrl, pageOrigins: [PAGE] });
  await expect(requestToken(lonely.url, 'company-ab')).rejects.toThrow("The issuer can't read the members");
  await lonely.stop();
});
