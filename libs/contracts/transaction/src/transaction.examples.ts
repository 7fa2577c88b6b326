import {
  type SmallCompany,
  exampleTransactionsOf,
  sek,
  ofSmallCompanies,
  spentBy,
} from '#contracts/vocabulary';
import type { Spend, Transaction } from './transaction.schemas.ts';

type Row = readonly [merchant: string, amount: number, status: Transaction['status'], occurredAt: string];

const nextCursor = 'WyJleGFtcGxlIiwwXQ';

/** `count` is the number of all transactions. `rows` are the latest transactions. */
function latestOf(accountId: string, count: number, summary: string, rows: readonly Row[]) {
  const data = rows.map(([merchant, amount, status, occurredAt], index): Transaction => ({
    transaction_id: `txn-${accountId}-${count - index}`,
    account_id: accountId,
    merchant,
    amount: sek(amount),
    status,
    occurred_at: occurredAt,
  }));
  return {
    summary,
    query: { account_id: accountId, limit: String(rows.length) },
    response: { data, page: { next_cursor: nextCursor, total_count: count } },
  };
}

function noneOf(accountId: string, summary: string) {
  return {
    summary,
    query: { account_id: accountId },
    response: { data: [], page: { next_cursor: null, total_count: 0 } },
  };
}

/** The remaining amount is the limit minus the spent amount. */
function spendOf(accountId: string, limit: number, spent: number, held: number, count: number): Spend {
  return {
    account_id: accountId,
    limit: sek(limit),
    spent: sek(spent),
    held: sek(held),
    remaining: sek(limit - spent),
    transaction_count: count,
  };
}

function spendExample(summary: string, data: Spend) {
  return { summary, query: { account_id: data.account_id }, response: { data } };
}

function transactionsOf(company: SmallCompany): Transaction[] {
  return exampleTransactionsOf(company).map((each) => ({ ...each, account_id: company.accountId }));
}

function totalsOf(company: SmallCompany): Spend {
  return spendOf(company.accountId, company.limit, spentBy(company), 0, company.purchases.length);
}

const listTransactions = {
  wireframe: latestOf('company-ab', 57, 'Three rows out of 57', [
    ['Circle K Solna', 45_000, 'pending', '2026-06-14T16:42:00.000Z'],
    ['Clas Ohlson', 34_900, 'pending', '2026-06-14T11:05:00.000Z'],
    ['Espresso House', 6_800, 'posted', '2026-06-13T07:31:00.000Z'],
  ]),
  'invoice-overdue': latestOf(
    'invoice-overdue',
    9,
    'A company with an overdue invoice: three rows out of 9',
    [
      ['OKQ8 Sundsvall', 8_000, 'posted', '2026-06-03T05:40:00.000Z'],
      ['Beijer Bygg', 248_600, 'posted', '2026-05-07T06:15:00.000Z'],
      ['Ahlsell', 173_500, 'posted', '2026-05-03T09:30:00.000Z'],
    ],
  ),
  'nothing-to-pay': latestOf('company-cd', 12, 'A company with nothing to pay: three rows out of 12', [
    ['Dustin', 189_000, 'pending', '2026-06-14T13:20:00.000Z'],
    ['SJ', 74_500, 'posted', '2026-06-12T06:40:00.000Z'],
    ['Vapiano', 46_800, 'posted', '2026-06-09T10:25:00.000Z'],
  ]),
  'card-active': latestOf('card-active', 14, 'A company that uses its card: three rows out of 14', [
    ['PostNord', 31_600, 'pending', '2026-06-14T07:05:00.000Z'],
    ['Martin & Servera', 84_200, 'posted', '2026-06-13T09:40:00.000Z'],
    ['IKEA Kungens Kurva', 59_900, 'posted', '2026-06-11T12:15:00.000Z'],
  ]),
  'card-blocked': latestOf('card-blocked', 6, 'A company whose card is blocked: three rows out of 6', [
    ['Preem Arendal', 41_200, 'posted', '2026-06-06T05:30:00.000Z'],
    ['EasyPark', 9_800, 'posted', '2026-06-03T13:15:00.000Z'],
    ['Mekonomen', 39_000, 'posted', '2026-05-28T10:20:00.000Z'],
  ]),
  'card-expired': latestOf('card-expired', 4, 'A company whose card has expired: three rows out of 4', [
    ['Granngården Falun', 42_400, 'posted', '2026-04-08T08:20:00.000Z'],
    ['Byggmax Falun', 57_600, 'posted', '2026-04-01T11:35:00.000Z'],
    ['Circle K Falun', 46_500, 'posted', '2026-03-06T06:50:00.000Z'],
  ]),
  'no-card': noneOf('no-card', 'A company without a card has bought nothing'),
  'no-transactions': noneOf('no-transactions', 'A company that has bought nothing yet'),
  ...ofSmallCompanies((company) => ({
    summary: `The transactions of ${company.name}`,
    query: { account_id: company.accountId },
    response: {
      data: transactionsOf(company),
      page: { next_cursor: null, total_count: company.purchases.length },
    },
  })),
  forbidden: {
    summary: "Another company's transactions do not exist",
    account: 'no-card',
    query: { account_id: 'company-ab', limit: '3' },
    problem: 'ACCOUNT_NOT_FOUND',
  },
};

const getSpend = {
  wireframe: spendExample('5 400 of 10 000 kr remain', spendOf('company-ab', 1_000_000, 460_000, 79_900, 57)),
  'invoice-overdue': spendExample(
    'A company with an overdue invoice',
    spendOf('invoice-overdue', 2_000_000, 750_000, 0, 9),
  ),
  'nothing-to-pay': spendExample(
    'A company with nothing to pay',
    spendOf('company-cd', 2_500_000, 675_000, 189_000, 12),
  ),
  'card-active': spendExample(
    'A company that uses its card',
    spendOf('card-active', 1_500_000, 510_000, 31_600, 14),
  ),
  'card-blocked': spendExample(
    'A company whose card is blocked',
    spendOf('card-blocked', 800_000, 90_000, 0, 6),
  ),
  'card-expired': spendExample(
    'A company whose card has expired',
    spendOf('card-expired', 1_200_000, 100_000, 0, 4),
  ),
  'no-card': spendExample('A company without a card has spent nothing', spendOf('no-card', 500_000, 0, 0, 0)),
  'no-transactions': spendExample('Nothing spent yet', spendOf('no-transactions', 500_000, 0, 0, 0)),
  ...ofSmallCompanies((company) => spendExample(`The spend of ${company.name}`, totalsOf(company))),
  forbidden: {
    summary: "Another company's spend does not exist",
    account: 'no-card',
    query: { account_id: 'company-ab' },
    problem: 'ACCOUNT_NOT_FOUND',
  },
};

function overviewOf(scenario: Exclude<keyof typeof getSpend, 'forbidden'>, summary: string) {
  const { query, response: totals } = getSpend[scenario];
  const { response: latest } = listTransactions[scenario];
  return {
    summary,
    query: { ...query, transactions: '3' },
    response: { data: { totals: totals.data, transactions: latest.data } },
  };
}

export const examples = {
  listTransactions,
  getSpend,
  getSpendOverview: {
    wireframe: overviewOf('wireframe', '5 400 of 10 000 kr remain; the latest three of 57 transactions'),
    'invoice-overdue': overviewOf('invoice-overdue', 'A company with an overdue invoice'),
    'nothing-to-pay': overviewOf('nothing-to-pay', 'A company with nothing to pay'),
    'card-active': overviewOf('card-active', 'A company that uses its card'),
    'card-blocked': overviewOf('card-blocked', 'A company whose card is blocked'),
    'card-expired': overviewOf('card-expired', 'A company whose card has expired'),
    'no-card': overviewOf('no-card', 'A company without a card has spent nothing'),
    'no-transactions': overviewOf('no-transactions', 'A company that has bought nothing yet'),
    ...ofSmallCompanies((company) => ({
      summary: `The spend and the latest transactions of ${company.name}`,
      query: { account_id: company.accountId, transactions: '3' },
      response: { data: { totals: totalsOf(company), transactions: transactionsOf(company).slice(0, 3) } },
    })),
    forbidden: {
      summary: "Another company's spend and transactions do not exist",
      account: 'no-card',
      query: { account_id: 'company-ab', transactions: '3' },
      problem: 'ACCOUNT_NOT_FOUND',
    },
  },
};
