import { type ApiClient, createApiClient } from '#libs/api-client';
import { Client } from '../src/client.ts';

const COMPANY = 'company-ab';

describe('the API client', () => {
  let api: ApiClient;

  beforeAll(async () => {
    const client = await Client.connect();
    api = createApiClient({ baseUrl: client.edgeUrl, token: () => client.token(COMPANY) });
  });

  it('returns the data of the home screen of Company AB', async () => {
    const { data } = await api.get('/v1/accounts/{account_id}/overview', { path: { account_id: COMPANY } });
    expect(data.sections).toEqual({ cards: 'ok', transactions: 'ok', spend: 'ok', invoices: 'ok' });
    expect([data.account_name, data.remaining_spend?.amount]).toEqual(['Company AB', 540_000]);
    expect(data.cards?.map(({ card_id }) => card_id)).toEqual([`card-${COMPANY}`]);
    expect(data.transaction_collection.transactions).toHaveLength(3);
  });

  it('lists each of the 57 transactions of Company AB once, page by page', async () => {
    const query = { account_id: COMPANY, limit: 10 };
    const found = new Set<string>();
    for await (const transaction of api.pages('/v1/transactions', { query }))
      found.add(transaction.transaction_id);
    expect(found.size).toBe(57);
  });

  it('lists the due invoice of Company AB', async () => {
    const invoices = [];
    for await (const invoice of api.pages('/v1/invoices', { query: { account_id: COMPANY } }))
      invoices.push(invoice.status);
    expect(invoices).toContain('due');
  });

  it('throws a problem that says why a card cannot be activated', async () => {
    const activation = api.post('/v1/cards/{card_id}/activation', {
      path: { card_id: 'card-of-nobody' },
      body: { last_four: '0000', expires: '2035-06' },
    });
    await expect(activation).rejects.toMatchObject({
      name: 'ApiProblem',
      code: 'CARD_NOT_FOUND',
      status: 404,
    });
  });

  it('throws a problem if the account belongs to another company or a field is invalid', async () => {
    const others = api.get('/v1/cards', { query: { account_id: 'acc1' } });
    await expect(others).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND', status: 404 });
    const bad = api.get('/v1/cards', { query: { account_id: COMPANY, limit: 0 } });
    await expect(bad).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      requestId: expect.stringMatching(/.{8,}/) as string,
      errors: [{ in: 'query', pointer: '/limit' }],
    });
  });
});
