import { cardContract } from '#contracts/card';
import { sek } from '#contracts/vocabulary';
import { type AnyFakeCallee, comparable, failures, jsonReply, problemIn } from '#libs/testing';
import { type AccountService, overviewIn, startAccountService } from './support.ts';
import { spendOverviewWith } from './fake-callees.ts';

const PATH = '/v1/accounts/company-ab/overview';
const companyAb = ['company-ab'];

let service: AccountService;
let callees: AnyFakeCallee[];

beforeAll(async () => {
  service = await startAccountService();
  callees = Object.values(service.callees);
});

beforeEach(() => {
  for (const callee of callees) {
    callee.behave();
    callee.seen.length = 0;
  }
});

afterAll(() => service.stop());

const get = (path: string, accountIds: readonly string[] = companyAb) =>
  service.account.as(accountIds, 'GET', path);

const callsSeen = () => callees.flatMap(({ seen }) => seen);

describe('the overview', () => {
  it('has the values of the wireframe', async () => {
    const overview = overviewIn(await get(PATH));
    expect(overview).toMatchObject({
      account_name: 'Company AB',
      total_spend: sek(1_000_000),
      spent: sek(460_000),
      remaining_spend: sek(540_000),
      cards: [{ card_id: 'card-company-ab', status: 'inactive' }],
      transaction_collection: { total_num_of_transactions: 57 },
      invoices: [{ invoice_id: 'inv-company-ab-1', status: 'due' }],
      sections: { cards: 'ok', transactions: 'ok', spend: 'ok', invoices: 'ok' },
    });
    expect(overview.transaction_collection.transactions).toHaveLength(3);
  });

  it('returns the same response at its second path, the reference path', async () => {
    const [own, reference] = [await get(PATH), await get('/account/overview/company-ab')];
    expect(reference.status).toBe(200);
    expect(reference.body).toEqual(own.body);
  });

  it('calls each service once, and requests only the data that it shows', async () => {
    await get(PATH);
    const calls = callsSeen().map(({ operation, query }) => ({ operation, query }));
    expect(calls).toHaveLength(3);
    expect(calls).toEqual(
      expect.arrayContaining([
        { operation: 'listCards', query: { account_id: 'company-ab', limit: '100' } },
        { operation: 'getSpendOverview', query: { account_id: 'company-ab', transactions: '3' } },
        { operation: 'listInvoices', query: { account_id: 'company-ab', status: 'unpaid', limit: '100' } },
      ]),
    );
  });

  it("forwards the user's token and the request id", async () => {
    const token = await service.account.token('company-ab');
    const headers = { 'x-request-id': 'request-of-the-app-1' };
    const answer = await service.account.request('GET', PATH, { token, headers });
    expect(answer.headers.get('x-request-id')).toBe('request-of-the-app-1');
    expect(callsSeen().map((call) => [call.headers.authorization, call.headers['x-request-id']])).toEqual(
      Array(3).fill([`Bearer ${token}`, 'request-of-the-app-1']),
    );
  });

  it('calls the services while it reads the account', async () => {
    const all = Promise.withResolvers<undefined>();
    for (const callee of callees) {
      callee.behaviour = async (request) => {
        if (callsSeen().length === 3) all.resolve(undefined);
        await all.promise;
        return callee.respondFromExamples(request);
      };
    }
    const { dataSource } = service.account;
    const answer = await dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE');
      const running = get(PATH);
      await all.promise;
      return { running };
    });
    const { sections } = overviewIn(await answer.running);
    expect(sections).toEqual({ cards: 'ok', transactions: 'ok', spend: 'ok', invoices: 'ok' });
  });
});

describe('the overview of data from a newer service', () => {
  function changeCards(change: (card: object) => object): void {
    const { wireframe } = cardContract.operations.listCards.examples;
    const { data, page } = cardContract.operations.listCards.responses[200].schema.parse(wireframe?.response);
    service.callees.card.stub('listCards', () => jsonReply({ data: data.map(change), page, revision: 2 }));
  }

  it('shows an unknown card status as unknown', async () => {
    changeCards((card) => ({ ...card, status: 'melted' }));
    const { cards, sections } = overviewIn(await get(PATH));
    expect(cards).toMatchObject([{ card_id: 'card-company-ab', status: 'unknown' }]);
    expect(sections.cards).toBe('ok');
  });

  it('leaves out unknown fields', async () => {
    const before = overviewIn(await get(PATH));
    changeCards((card) => ({
      ...card,
      colour: 'blue',
      actions: { activate: { allowed: true, reason: null, until: '2026-07-01' }, freeze: { allowed: false } },
    }));
    const answer = await get(PATH);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ data: before });
  });
});

describe('the query parameter transactions', () => {
  it('shows no transactions if its value is 0', async () => {
    const { transaction } = service.callees;
    transaction.stub('getSpendOverview', spendOverviewWith({ transactions: [] }));
    const overview = overviewIn(await get(`${PATH}?transactions=0`));
    expect(overview.transaction_collection).toEqual({ total_num_of_transactions: 57, transactions: [] });
    expect(overview.sections.transactions).toBe('ok');
    expect(transaction.seen).toMatchObject([{ query: { account_id: 'company-ab', transactions: '0' } }]);
  });

  it('forwards the number 25 to the transaction service', async () => {
    expect((await get(`${PATH}?transactions=25`)).status).toBe(200);
    expect(callsSeen()).toContainEqual(
      expect.objectContaining({
        operation: 'getSpendOverview',
        query: { account_id: 'company-ab', transactions: '25' },
      }),
    );
  });

  it.each(['26', 'abc', '-1', '1e1', '3.0', ''])('rejects %j', async (value) => {
    const answer = await get(`${PATH}?transactions=${value}`);
    expect(answer.status).toBe(400);
    expect(problemIn(answer).errors).toEqual([
      { in: 'query', pointer: '/transactions', detail: 'must be a whole number from 0 to 25' },
    ]);
    expect(callsSeen()).toEqual([]);
  });
});

describe('an account that the caller cannot see', () => {
  const nowhere = '/v1/accounts/nowhere/overview';

  it('causes the same 404, whether it is unknown or belongs to another company', async () => {
    for (const callee of callees) callee.behaviour = failures['responds that it does not know the account'];
    const unknown = await get(nowhere, ['nowhere']);
    const others = await get('/v1/accounts/company-cd/overview', companyAb);
    expect(unknown.status).toBe(404);
    expect(comparable(unknown)).toEqual(comparable(others));
  });

  it('causes no calls to callees', async () => {
    await get('/v1/accounts/company-cd/overview', companyAb);
    expect(callsSeen()).toEqual([]);
  });
});

it('the overview returns 500 without details if the account cannot be read', async () => {
  const { dataSource } = service.account;
  await dataSource.query('ALTER TABLE accounts RENAME TO accounts_away');
  try {
    const answer = await get(PATH);
    expect(answer.status).toBe(500);
    expect(problemIn(answer).code).toBe('INTERNAL_ERROR');
    expect(JSON.stringify(answer.body)).not.toMatch(/relation|SELECT/);
  } finally {
    await dataSource.query('ALTER TABLE accounts_away RENAME TO accounts');
  }
});
