import { STAND_IN_CLIENT, StandInIssuer, badTokens } from '#libs/stand-ins';
import { ProblemError } from '#libs/runtime';
import { authenticatorFor } from '../test/authenticator-for.ts';
import type { Authenticator } from './index.ts';

const CLAIMS = { sub: 'user-anna', account_ids: ['company-ab', 'company-cd'] };

let issuer: StandInIssuer;
let authenticator: Authenticator;

beforeAll(async () => {
  issuer = await StandInIssuer.start();
  authenticator = authenticatorFor({ AUTH_ISSUER: issuer.url, AUTH_JWKS_URL: issuer.jwksUrl });
});

afterAll(() => issuer.stop());

it('authentication identifies a member by a token of the local issuer', async () => {
  expect(await authenticator.authenticate(`Bearer ${await issuer.mint(CLAIMS)}`)).toEqual({
    kind: 'member',
    userId: 'user-anna',
    accountIds: ['company-ab', 'company-cd'],
    ownedAccountIds: [],
    client: STAND_IN_CLIENT,
  });
});

it('authentication identifies a machine by a token of the local issuer', async () => {
  const token = await issuer.mintMachine('identity-provider', 'memberships.read other');
  expect(await authenticator.authenticate(`bearer ${token}`)).toEqual({
    kind: 'machine',
    name: 'identity-provider',
    scopes: ['memberships.read', 'other'],
  });
});

it('authentication treats a request without an Authorization header as anonymous', async () => {
  expect(await authenticator.authenticate(undefined)).toEqual({ kind: 'anonymous' });
});

describe('authentication rejects a token that', () => {
  it.each(Object.entries(badTokens))('%s', async (_, mint) => {
    expect(await problemOf(`Bearer ${await mint(issuer, CLAIMS)}`)).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

it('authentication reports that a token has expired, so that the client requests a new token', async () => {
  const token = await issuer.mint(CLAIMS, { expiresIn: -10 });
  expect(await problemOf(`Bearer ${token}`)).toEqual({
    code: 'UNAUTHENTICATED',
    detail: 'The token has expired; get a new one',
  });
});

it('authentication gives no reason why a token is invalid, unless the token has expired', async () => {
  const details = new Set<string>();
  for (const name of ['is from another issuer', 'is for another audience', 'is an ID token']) {
    const token = await badTokens[name]?.(issuer, CLAIMS);
    details.add((await problemOf(`Bearer ${token ?? ''}`)).detail);
  }
  expect([...details]).toEqual(['The token is not valid']);
});

it.each([
  '',
  'Bearer',
  'Bearer ',
  'Basic dXNlcjpwYXNz',
  'Token a.b.c',
  'Bearer a.b.c d',
  'Bearer a, Bearer b',
  'Bearer a.b.c\0',
])('authentication rejects the Authorization header %j', async (header) => {
  expect(await problemOf(header)).toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('authentication rejects a token without a scheme', async () => {
  expect(await problemOf(await issuer.mint(CLAIMS))).toMatchObject({ code: 'UNAUTHENTICATED' });
});

async function problemOf(header: string): Promise<{ code: string; detail: string }> {
  try {
    return { code: `authenticated as ${(await authenticator.authenticate(header)).kind}`, detail: '' };
  } catch (error) {
    if (error instanceof ProblemError) return { code: error.problem.code, detail: error.message };
    throw error;
  }
}
