import { z } from 'zod';
import { type Access, contract, data, identifier, json, operation } from '#contracts/vocabulary';
import { StandInIssuer, freePort, supportClaims } from '#libs/stand-ins';
import { Mock } from './mock.ts';

const account = { account_id: 'company-ab' };

function limitOperation(access: Access, path: `/v1/${string}`) {
  const done = { data: 'done' };
  return operation({
    method: 'GET',
    path,
    summary: 'Shows the limits.',
    access,
    exposure: 'edge',
    query: { account_id: identifier },
    responses: { 200: json('The limits', data(z.string())) },
    examples: {
      filled: { summary: 'The limits', query: account, response: done },
      'forbidden-member': { summary: 'A member', as: 'member', query: account, problem: 'FORBIDDEN' },
    },
  });
}

const limits = contract('limits', {
  showOwned: limitOperation('owner', '/v1/owned-limits'),
  showAll: limitOperation('support', '/v1/all-limits'),
});

let mock: Mock;
let issuer: StandInIssuer;

beforeAll(async () => {
  issuer = await StandInIssuer.start();
  const options = { host: '127.0.0.1', port: await freePort(), defaultService: limits.name };
  mock = await Mock.start({ ...options, contracts: [limits] });
});

afterAll(async () => {
  await mock.stop();
  await issuer.stop();
});

async function statusOf(path: string, token: string, headers: Record<string, string> = {}): Promise<number> {
  const url = `${mock.url}/v1/${path}?account_id=company-ab`;
  const response = await fetch(url, { headers: { ...headers, authorization: `Bearer ${token}` } });
  return response.status;
}

const tokens: Readonly<Record<string, () => Promise<string>>> = {
  'a member': () => issuer.mint({ sub: 'bo', account_ids: ['company-ab'] }),
  'an owner': () =>
    issuer.mint({ sub: 'anna', account_ids: ['company-ab'], owned_account_ids: ['company-ab'] }),
  'the owner of a different account': () =>
    issuer.mint({
      sub: 'anna',
      account_ids: ['company-ab', 'company-cd'],
      owned_account_ids: ['company-cd'],
    }),
  support: () => issuer.mint(supportClaims('cleo')),
  'a caller with any text as token': () => Promise.resolve('anything'),
};

it.each([
  [403, 'owned-limits', 'a member'],
  [200, 'owned-limits', 'an owner'],
  [403, 'owned-limits', 'the owner of a different account'],
  [403, 'owned-limits', 'support'],
  [200, 'owned-limits', 'a caller with any text as token'],
  [403, 'all-limits', 'a member'],
  [403, 'all-limits', 'an owner'],
  [200, 'all-limits', 'support'],
  [200, 'all-limits', 'a caller with any text as token'],
])('the mock returns %i for /v1/%s to %s', async (status, path, caller) => {
  expect(await statusOf(path, (await tokens[caller]?.()) ?? '')).toBe(status);
});

it('the mock returns 403 to any caller that prefers the example forbidden-member', async () => {
  expect(await statusOf('owned-limits', 'anything', { prefer: 'example=forbidden-member' })).toBe(403);
});
