import { type Access, type Example, data, identifier, json, operation } from '#contracts/vocabulary';
import { keepExample } from './keep-example.ts';

const showCard = {
  ...operation({
    method: 'GET',
    path: '/v1/cards/{card_id}',
    summary: 'Shows one card.',
    access: 'member',
    exposure: 'edge',
    params: { card_id: identifier },
    responses: { 200: json('The card', data(identifier)) },
  }),
  id: 'showCard',
};

it.each<[Partial<Example>, string]>([
  [{}, 'company-ab'],
  [{ account: 'card-blocked' }, 'card-blocked'],
  [{ query: { account_id: 'no-card' } }, 'no-card'],
  [{ account: 'card-blocked', query: { account_id: 'no-card' } }, 'card-blocked'],
])('for an example with %j, keepExample sends the request as a member of %s', async (facts, account) => {
  const callers: string[][] = [];
  const service = {
    ...serviceReturning({ data: 'c1' }),
    tokenFor: (access: Access, accounts: readonly string[]) => {
      callers.push([access, ...accounts]);
      return Promise.resolve('token');
    },
  };
  await keepExample(service, showCard, {
    summary: 'A card',
    params: { card_id: 'c1' },
    response: { data: 'c1' },
    ...facts,
  });
  expect(callers).toEqual([['member', account]]);
});

it.each<[string, Partial<Example>, unknown]>([
  ['a response that differs from the example', { response: { data: 'c1' } }, { data: 'c2' }],
  ['a problem that differs from the example', { problem: 'CARD_NOT_FOUND' }, { code: 'ACCOUNT_NOT_FOUND' }],
])('keepExample fails if the service returns %s', async (_, facts, body) => {
  const example = { summary: 'A card', params: { card_id: 'c1' }, ...facts };
  await expect(keepExample(serviceReturning(body), showCard, example)).rejects.toThrow('expect');
});

it.each<[Access, Example['as'], Access]>([
  ['owner', undefined, 'owner'],
  ['support', undefined, 'support'],
  ['owner', 'member', 'member'],
  ['support', 'member', 'member'],
])(
  "for the access %s and the example's role %s, keepExample sends the request as %s",
  async (access, role, sender) => {
    const roles: Access[] = [];
    const service = {
      ...serviceReturning({ data: 'c1' }),
      tokenFor: (caller: Access) => {
        roles.push(caller);
        return Promise.resolve('token');
      },
    };
    const example = { summary: 'A card', params: { card_id: 'c1' }, response: { data: 'c1' } };
    await keepExample(service, { ...showCard, access }, { ...example, ...(role && { as: role }) });
    expect(roles).toEqual([sender]);
  },
);

function serviceReturning(body: unknown) {
  return {
    request: () => Promise.resolve({ status: 200, headers: new Headers(), body }),
    tokenFor: () => Promise.resolve('token'),
  };
}
