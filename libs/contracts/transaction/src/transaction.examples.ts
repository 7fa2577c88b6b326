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

export const examples = {
  listTransactions: {
    wireframe: {
      summary: 'Three rows out of 57',
      query: { account_id: 'company-ab', limit: '3' },
      response: {
        data: latestOfCompanyAb,
        page: { next_cursor: 'WyJleGFtcGxlIiwwXQ', total_count: 57 },
      },
    },
    'no-transactions': {
      summary: 'A company that has bought nothing yet',
      query: { account_id: 'no-transactions' },
      response: { data: [], page: { next_cursor: null, total_count: 0 } },
    },
  },
  getSpend: {
    wireframe: {
      summary: '5 400 of 10 000 kr remain',
      query: { account_id: 'company-ab' },
      response: { data: spendOfCompanyAb },
    },
    'no-transactions': {
      summary: 'Nothing spent yet',
      query: { account_id: 'no-transactions' },
      response: { data: spendOfNoTransactions },
    },
  },
};
