import type { ApiClient } from './create-api-client.ts';
import type { Card, Overview, Problem } from './index.ts';
import type { Success } from './types.ts';

/** This code is compiled but never run. It shows what the compiler must accept and what it must reject. */
export async function typesOf(api: ApiClient): Promise<void> {
  const { data } = await api.get('/v1/cards', { query: { account_id: 'company-ab' } });
  data.map((card): string => card.card_id);
  data.map((card): string | null => card.last_four);
  const [first]: Card[] = data;
  const overview: Overview = (
    await api.get('/v1/accounts/{account_id}/overview', { path: { account_id: 'a' } })
  ).data;
  overview.sections.cards satisfies 'ok' | 'unavailable' | (string & Record<never, never>);
  // A newer server can send a new status.
  const status: Card['status'] = 'melted';
  first?.status satisfies string | undefined;
  // @ts-expect-error: a problem has a code
  const problem: Problem = { title: status };
  void problem;
  await api.get('/v1/accounts');
  await api.post('/v1/cards/{card_id}/activation', {
    path: { card_id: 'card-company-ab' },
    body: { last_four: '4242', expires: '2029-06' },
  });
  for await (const transaction of api.pages('/v1/transactions', { query: { account_id: 'a', limit: 2 } })) {
    transaction.amount.amount.toFixed();
    // @ts-expect-error: a status is not a position
    transaction.merchant.at(transaction.status);
  }

  await api.get('/v1/accounts', { headers: { prefer: 'example=no-card' } });
  const nothing: Success<{ responses: { 204: { content?: never } } }>[] = [undefined];
  // @ts-expect-error: a 204 has no data
  nothing.push({ data: [] });

  // @ts-expect-error: a header is a string
  await api.get('/v1/accounts', { headers: { prefer: 1 } });
  // @ts-expect-error: it has no PUT
  await api.put('/v1/accounts');
  // @ts-expect-error: it has no PATCH
  await api.patch('/v1/accounts');
  // @ts-expect-error: it has no DELETE
  await api.delete('/v1/accounts');
  // @ts-expect-error: there is no such path
  await api.get('/v1/nothing');
  // @ts-expect-error: only machines may call it
  await api.get('/v1/memberships', { query: { user_id: 'user-anna' } });
  // @ts-expect-error: it is a page for people
  await api.get('/customer/contact_page');
  // @ts-expect-error: it has no GET
  await api.get('/v1/cards/{card_id}/activation', { path: { card_id: 'a' } });
  // @ts-expect-error: account_id is required
  await api.get('/v1/cards');
  // @ts-expect-error: an account_id is a string
  await api.get('/v1/cards', { query: { account_id: 1 } });
  // @ts-expect-error: there is no such filter
  await api.get('/v1/transactions', { query: { account_id: 'a', colour: 'red' } });
  // @ts-expect-error: there is no such status
  await api.get('/v1/transactions', { query: { account_id: 'a', status: 'gone' } });
  // @ts-expect-error: the path's parameter is missing
  await api.get('/v1/accounts/{account_id}');
  // @ts-expect-error: the body is missing
  await api.post('/v1/cards/{card_id}/activation', { path: { card_id: 'a' } });
  // @ts-expect-error: it is not a list
  api.pages('/v1/spend', { query: { account_id: 'a' } });
}
