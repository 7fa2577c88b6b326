import { setTimeout as delay } from 'node:timers/promises';
import type { Overview } from '#contracts/account';
import { PinoLogger } from '#libs/logging';
import { type AnyFakeCallee, failures, problemIn } from '#libs/testing';
import { type AccountService, overviewIn, startAccountService } from './support.ts';
import { type Callees, spendOverviewWith } from './fake-callees.ts';

const PATH = '/v1/accounts/company-ab/overview';
const DEADLINE_MS = 1_000;
/** After a service has recovered, the overview must be complete within this time. */
const RECOVERY_MS = 5_000;
const CHECK_MS = 100;

const without: Record<keyof Callees, (complete: Overview) => Overview> = {
  card: (complete) => ({
    ...complete,
    cards: null,
    sections: { ...complete.sections, cards: 'unavailable' },
  }),
  transaction: (complete) => ({
    ...complete,
    spent: null,
    remaining_spend: null,
    transaction_collection: { total_num_of_transactions: null, transactions: null },
    sections: { ...complete.sections, spend: 'unavailable', transactions: 'unavailable' },
  }),
  invoice: (complete) => ({
    ...complete,
    invoices: null,
    sections: { ...complete.sections, invoices: 'unavailable' },
  }),
};

const names = ['card', 'transaction', 'invoice'] as const;

let service: AccountService;
let callees: AnyFakeCallee[];
let complete: Overview;

beforeAll(async () => {
  service = await startAccountService(DEADLINE_MS);
  callees = Object.values(service.callees);
  complete = await overview();
  expect(Object.values(complete.sections)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

afterAll(() => service.stop());

afterEach(() => jest.restoreAllMocks());

async function overview(): Promise<Overview> {
  return overviewIn(await service.account.as(['company-ab'], 'GET', PATH));
}

/** Limits the number of checks, not the time, so that a slow machine makes as many checks as a fast machine. */
async function expectRecovery(): Promise<void> {
  for (let check = 0; check < RECOVERY_MS / CHECK_MS; check += 1) {
    const { sections } = await overview();
    if (Object.values(sections).every((section) => section === 'ok')) break;
    await delay(CHECK_MS);
  }
  expect(await overview()).toEqual(complete);
}

describe.each(names)('the overview lacks only the data of the service %s', (name) => {
  it('while that service is stopped', async () => {
    await service.callees[name].stop();
    expect(await overview()).toEqual(without[name](complete));
    await service.callees[name].listen();
    await expectRecovery();
  });

  it.each(Object.entries(failures))('if that service %s', async (_, behaviour) => {
    service.callees[name].behaviour = behaviour;
    expect(await overview()).toEqual(without[name](complete));
    service.callees[name].behave();
    await expectRecovery();
  });
});

it('the overview lacks only the transactions if the transaction service cannot read them', async () => {
  service.callees.transaction.stub('getSpendOverview', spendOverviewWith({ transactions: null }));
  expect(await overview()).toEqual({
    ...complete,
    transaction_collection: { total_num_of_transactions: 57, transactions: null },
    sections: { ...complete.sections, transactions: 'unavailable' },
  });
  service.callees.transaction.behave();
});

it('the overview lacks only the spend and the count if the transaction service cannot read them', async () => {
  service.callees.transaction.stub('getSpendOverview', spendOverviewWith({ totals: null }));
  const { transactions } = complete.transaction_collection;
  expect(await overview()).toEqual({
    ...complete,
    spent: null,
    remaining_spend: null,
    transaction_collection: { total_num_of_transactions: null, transactions },
    sections: { ...complete.sections, spend: 'unavailable' },
  });
  service.callees.transaction.behave();
});

it('the overview shows the account while all callees are down', async () => {
  await Promise.all(callees.map((callee) => callee.stop()));
  const bare = names.reduce((rest, name) => without[name](rest), complete);
  expect(await overview()).toEqual(bare);
  expect(bare.account_name).toBe('Company AB');
  await Promise.all(callees.map((callee) => callee.listen()));
  await expectRecovery();
});

it('the overview cancels all calls at its deadline', async () => {
  for (const callee of callees) callee.behaviour = () => new Promise(() => undefined);
  const { sections } = await overview();
  expect(new Set(Object.values(sections))).toEqual(new Set(['unavailable']));
  while (callees.some(({ waiting }) => waiting > 0)) await delay(10);
  for (const callee of callees) callee.behave();
  await expectRecovery();
});

it('the account service sends no calls to a service that resets connections until that service recovers', async () => {
  const { card } = service.callees;
  card.behaviour = () => 'connection reset';
  for (let call = 0; call < 5; call += 1) await overview();
  card.seen.length = 0;
  expect(await overview()).toEqual(without.card(complete));
  expect(card.seen).toHaveLength(0);
  card.behave();
  await expectRecovery();
});

it('if a callee returns 500 for one account, the overviews of all other accounts are still complete', async () => {
  const { invoice } = service.callees;
  invoice.stub('listInvoices', (request) =>
    request.query.account_id === 'company-cd'
      ? { status: 500, type: 'text/plain', body: '' }
      : invoice.respondFromExamples(request),
  );
  for (let round = 0; round < 5; round += 1) {
    const polls = Array.from({ length: 10 }, () =>
      service.account.as(['company-cd'], 'GET', '/v1/accounts/company-cd/overview'),
    );
    for (const poll of await Promise.all(polls))
      expect(overviewIn(poll).sections.invoices).toBe('unavailable');
    expect(await overview()).toEqual(complete);
  }
  invoice.behave();
});

it.each([
  ['invoice', ['invoices'], 'listInvoices'],
  ['transaction', ['spend', 'transactions'], 'getSpendOverview'],
] as const)(
  'the account service logs a failed call to %s once, as a warning with the reason',
  async (callee, sections, id) => {
    const warn = jest.spyOn(PinoLogger.prototype, 'warn');
    await service.callees[callee].stop();
    await overview();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls).toMatchObject([
      [
        {
          sections,
          callee,
          err: { name: 'RpcUnavailableError', cause: { message: `${callee}: ${id} failed` } },
        },
        'A part of the overview is unavailable',
      ],
    ]);
    await service.callees[callee].listen();
    await expectRecovery();
  },
);

it('the overview returns 503 if the account cannot be read in time', async () => {
  const { dataSource } = service.account;
  const lock = dataSource.createQueryRunner();
  await lock.startTransaction();
  await lock.query('LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE');
  const answer = await service.account.as(['company-ab'], 'GET', PATH);
  await lock.rollbackTransaction();
  await lock.release();
  expect(answer.status).toBe(503);
  expect(problemIn(answer).code).toBe('UNAVAILABLE');
  expect(await overview()).toEqual(complete);
});
