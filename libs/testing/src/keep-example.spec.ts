import { type Example, data, identifier, json, operation } from '#contracts/vocabulary';
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
])('asks of %j as a member of %s', async (facts, account) => {
  const asked: string[][] = [];
  const service = {
    as: (accounts: readonly string[]) => {
      asked.push([...accounts]);
      return Promise.resolve({ status: 200, headers: new Headers(), body: { data: 'c1' } });
    },
  };
  await keepExample(service, showCard, {
    summary: 'A card',
    params: { card_id: 'c1' },
    response: { data: 'c1' },
    ...facts,
  });
  expect(asked).toEqual([[account]]);
});
