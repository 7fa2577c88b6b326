import { sek } from '#contracts/vocabulary';
import type { Spend, Transaction } from './transaction.schemas.ts';

const latestOfCompanyAb: Transaction[] = [
  {
    transaction_id: 'txn-company-ab-57',
    account_id: 'company-ab',
    merchant: 'Circle K Solna',
    amount: sek(45_000),
    status: 'pending',
    occurred_at: '2026-06-14T16:42:00.000Z',
  },
  {
    transaction_id: 'txn-company-ab-56',
    account_id: 'company-ab',
    merchant: 'Clas Ohlson',
    amount: sek(34_900),
    status: 'pending',
    occurred_at: '2026-06-14T11:05:00.000Z',
  },
  {
    transaction_id: 'txn-company-ab-55',
    account_id: 'company-ab',
    merchant: 'Espresso House',
    amount: sek(6_800),
    status: 'posted',
    occurred_at: '2026-06-13T07:31:00.000Z',
  },
];

const spendOfCompanyAb: Spend = {
  account_id: 'company-ab',
  limit: sek(1_000_000),
  spent: sek(460_000),
  held: sek(79_900),
  remaining: sek(540_000),
  transaction_count: 57,
};

const spendOfNoTransactions: Spend = {
  account_id: 'no-transactions',
  limit: sek(500_000),
  spent: sek(0),
  held: sek(0),
  remaining: sek(500_000),
  transaction_count: 0,
};

/** A row of an account's list. */
function row(
  accountId: string,
  number: number,
  merchant: string,
  amount: number,
  status: Transaction['status'],
  occurredAt: string,
): Transaction {
  return {
    transaction_id: `txn-${accountId}-${number}`,
    account_id: accountId,
    merchant,
    amount: sek(amount),
    status,
    occurred_at: occurredAt,
  };
}

/** What remains follows from the limit and what is spent. */
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

const nextCursor = 'WyJleGFtcGxlIiwwXQ';

const listTransactions = {
  wireframe: {
    summary: 'Three rows out of 57',
    query: { account_id: 'company-ab', limit: '3' },
    response: {
      data: latestOfCompanyAb,
      page: { next_cursor: nextCursor, total_count: 57 },
    },
  },
  'invoice-overdue': {
    summary: 'A company with an overdue invoice: three rows out of 9',
    query: { account_id: 'invoice-overdue', limit: '3' },
    response: {
      data: [
        row('invoice-overdue', 9, 'OKQ8 Sundsvall', 8_000, 'posted', '2026-06-03T05:40:00.000Z'),
        row('invoice-overdue', 8, 'Beijer Bygg', 248_600, 'posted', '2026-05-07T06:15:00.000Z'),
        row('invoice-overdue', 7, 'Ahlsell', 173_500, 'posted', '2026-05-03T09:30:00.000Z'),
      ],
      page: { next_cursor: nextCursor, total_count: 9 },
    },
  },
  'nothing-to-pay': {
    summary: 'A company with nothing to pay: three rows out of 12',
    query: { account_id: 'company-cd', limit: '3' },
    response: {
      data: [
        row('company-cd', 12, 'Dustin', 189_000, 'pending', '2026-06-14T13:20:00.000Z'),
        row('company-cd', 11, 'SJ', 74_500, 'posted', '2026-06-12T06:40:00.000Z'),
        row('company-cd', 10, 'Vapiano', 46_800, 'posted', '2026-06-09T10:25:00.000Z'),
      ],
      page: { next_cursor: nextCursor, total_count: 12 },
    },
  },
  'card-active': {
    summary: 'A company that uses its card: three rows out of 14',
    query: { account_id: 'card-active', limit: '3' },
    response: {
      data: [
        row('card-active', 14, 'PostNord', 31_600, 'pending', '2026-06-14T07:05:00.000Z'),
        row('card-active', 13, 'Martin & Servera', 84_200, 'posted', '2026-06-13T09:40:00.000Z'),
        row('card-active', 12, 'IKEA Kungens Kurva', 59_900, 'posted', '2026-06-11T12:15:00.000Z'),
      ],
      page: { next_cursor: nextCursor, total_count: 14 },
    },
  },
  'card-blocked': {
    summary: 'A company whose card is blocked: three rows out of 6',
    query: { account_id: 'card-blocked', limit: '3' },
    response: {
      data: [
        row('card-blocked', 6, 'Preem Arendal', 41_200, 'posted', '2026-06-06T05:30:00.000Z'),
        row('card-blocked', 5, 'EasyPark', 9_800, 'posted', '2026-06-03T13:15:00.000Z'),
        row('card-blocked', 4, 'Mekonomen', 39_000, 'posted', '2026-05-28T10:20:00.000Z'),
      ],
      page: { next_cursor: nextCursor, total_count: 6 },
    },
  },
  'card-expired': {
    summary: 'A company whose card has expired: three rows out of 4',
    query: { account_id: 'card-expired', limit: '3' },
    response: {
      data: [
        row('card-expired', 4, 'Granngården Falun', 42_400, 'posted', '2026-04-08T08:20:00.000Z'),
        row('card-expired', 3, 'Byggmax Falun', 57_600, 'posted', '2026-04-01T11:35:00.000Z'),
        row('card-expired', 2, 'Circle K Falun', 46_500, 'posted', '2026-03-06T06:50:00.000Z'),
      ],
      page: { next_cursor: nextCursor, total_count: 4 },
    },
  },
  'no-card': {
    summary: 'A company without a card has bought nothing',
    query: { account_id: 'no-card' },
    response: { data: [], page: { next_cursor: null, total_count: 0 } },
  },
  'no-transactions': {
    summary: 'A company that has bought nothing yet',
    query: { account_id: 'no-transactions' },
    response: { data: [], page: { next_cursor: null, total_count: 0 } },
  },
  forbidden: {
    summary: "Another company's transactions do not exist",
    account: 'no-card',
    query: { account_id: 'company-ab', limit: '3' },
    problem: 'ACCOUNT_NOT_FOUND',
  },
};

const getSpend = {
  wireframe: {
    summary: '5 400 of 10 000 kr remain',
    query: { account_id: 'company-ab' },
    response: { data: spendOfCompanyAb },
  },
  'invoice-overdue': {
    summary: 'A company with an overdue invoice',
    query: { account_id: 'invoice-overdue' },
    response: { data: spendOf('invoice-overdue', 2_000_000, 750_000, 0, 9) },
  },
  'nothing-to-pay': {
    summary: 'A company with nothing to pay',
    query: { account_id: 'company-cd' },
    response: { data: spendOf('company-cd', 2_500_000, 675_000, 189_000, 12) },
  },
  'card-active': {
    summary: 'A company that uses its card',
    query: { account_id: 'card-active' },
    response: { data: spendOf('card-active', 1_500_000, 510_000, 31_600, 14) },
  },
  'card-blocked': {
    summary: 'A company whose card is blocked',
    query: { account_id: 'card-blocked' },
    response: { data: spendOf('card-blocked', 800_000, 90_000, 0, 6) },
  },
  'card-expired': {
    summary: 'A company whose card has expired',
    query: { account_id: 'card-expired' },
    response: { data: spendOf('card-expired', 1_200_000, 100_000, 0, 4) },
  },
  'no-card': {
    summary: 'A company without a card has spent nothing',
    query: { account_id: 'no-card' },
    response: { data: spendOf('no-card', 500_000, 0, 0, 0) },
  },
  'no-transactions': {
    summary: 'Nothing spent yet',
    query: { account_id: 'no-transactions' },
    response: { data: spendOfNoTransactions },
  },
  forbidden: {
    summary: "Another company's spend does not exist",
    account: 'no-card',
    query: { account_id: 'company-ab' },
    problem: 'ACCOUNT_NOT_FOUND',
  },
};

/** The spend and the latest transactions of one scenario. */
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
    forbidden: {
      summary: "Another company's spend and transactions do not exist",
      account: 'no-card',
      query: { account_id: 'company-ab', transactions: '3' },
      problem: 'ACCOUNT_NOT_FOUND',
    },
  },
};
