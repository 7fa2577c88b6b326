import type { Card } from '#contracts/card';
import type { Invoice } from '#contracts/invoice';
import type { Spend, Transaction } from '#contracts/transaction';
import { sek } from '#contracts/vocabulary';
import type { AccountEntity } from '../accounts/account.entity.ts';
import { type OverviewParts, toOverview } from './overview.mapper.ts';

const account: AccountEntity = {
  accountId: 'a1',
  accountName: 'Alfa AB',
  creditLimit: 900_000,
  currency: 'SEK',
};

const card: Card = {
  card_id: 'c1',
  account_id: 'a1',
  status: 'blocked',
  last_four: '1234',
  expires: '2030-01',
  card_name: null,
  monthly_limit: null,
  image_url: 'https://images.example/a1.png',
  actions: { activate: { allowed: false, reason: 'CARD_BLOCKED' } },
};

const transaction: Transaction = {
  transaction_id: 't1',
  account_id: 'a1',
  merchant: 'SJ',
  amount: sek(-5_000),
  status: 'refunded',
  occurred_at: '2026-06-14T16:42:00.000Z',
};

const spend: Spend = {
  account_id: 'a1',
  limit: sek(800_000),
  spent: sek(250_000),
  held: sek(50_000),
  remaining: sek(550_000),
  transaction_count: 12,
};

const invoice: Invoice = {
  invoice_id: 'i1',
  account_id: 'a1',
  amount: sek(70_000),
  due_date: '2026-06-25',
  status: 'due',
};

const parts: OverviewParts = { cards: [card], transactions: [transaction], spend, invoices: [invoice] };
const nothing: OverviewParts = { cards: null, transactions: null, spend: null, invoices: null };

it('the overview shows only the fields of the home screen, even if the services return more fields', () => {
  expect(toOverview(account, parts)).toEqual({
    account_id: 'a1',
    account_name: 'Alfa AB',
    total_spend: sek(900_000),
    spent: sek(250_000),
    remaining_spend: sek(550_000),
    cards: [
      {
        card_id: 'c1',
        status: 'blocked',
        last_four: '1234',
        expires: '2030-01',
        image_url: 'https://images.example/a1.png',
        actions: { activate: { allowed: false, reason: 'CARD_BLOCKED' } },
      },
    ],
    transaction_collection: {
      total_num_of_transactions: 12,
      transactions: [
        {
          transaction_id: 't1',
          merchant: 'SJ',
          amount: sek(-5_000),
          status: 'refunded',
          occurred_at: '2026-06-14T16:42:00.000Z',
        },
      ],
    },
    invoices: [{ invoice_id: 'i1', amount: sek(70_000), due_date: '2026-06-25', status: 'due' }],
    sections: { cards: 'ok', transactions: 'ok', spend: 'ok', invoices: 'ok' },
  });
});

it('the overview shows null for data that is unavailable', () => {
  expect(toOverview(account, nothing)).toEqual({
    account_id: 'a1',
    account_name: 'Alfa AB',
    total_spend: sek(900_000),
    spent: null,
    remaining_spend: null,
    cards: null,
    transaction_collection: { total_num_of_transactions: null, transactions: null },
    invoices: null,
    sections: {
      cards: 'unavailable',
      transactions: 'unavailable',
      spend: 'unavailable',
      invoices: 'unavailable',
    },
  });
});

it.each([
  ['cards', { cards: [], sections: { ...noSection(), cards: 'ok' } }],
  [
    'transactions',
    { transaction_collection: { transactions: [] }, sections: { ...noSection(), transactions: 'ok' } },
  ],
  ['invoices', { invoices: [], sections: { ...noSection(), invoices: 'ok' } }],
])('the overview shows an empty list if there are no %s', (part, expected) => {
  expect(toOverview(account, { ...nothing, [part]: [] })).toMatchObject(expected);
});

it('the overview can show the transactions without their count, and the count without the transactions', () => {
  const counted = toOverview(account, { ...nothing, spend });
  expect(counted.transaction_collection).toEqual({ total_num_of_transactions: 12, transactions: null });
  const listed = toOverview(account, { ...nothing, transactions: [transaction] });
  expect(listed.transaction_collection).toMatchObject({
    total_num_of_transactions: null,
    transactions: [{ transaction_id: 't1' }],
  });
});

it('the overview shows zero amounts and counts as zero, not as null', () => {
  const unspent = { ...spend, spent: sek(0), remaining: sek(0), transaction_count: 0 };
  expect(toOverview(account, { ...parts, spend: unspent })).toMatchObject({
    spent: sek(0),
    remaining_spend: sek(0),
    transaction_collection: { total_num_of_transactions: 0 },
  });
});

it('the overview shows unknown statuses and reasons as unknown', () => {
  const unknown = toOverview(account, {
    ...parts,
    cards: [{ ...card, status: 'unknown', actions: { activate: { allowed: false, reason: 'unknown' } } }],
    transactions: [{ ...transaction, status: 'unknown' }],
    invoices: [{ ...invoice, status: 'unknown' }],
  });
  expect(unknown).toMatchObject({
    cards: [{ status: 'unknown', actions: { activate: { allowed: false, reason: 'unknown' } } }],
    transaction_collection: { transactions: [{ status: 'unknown' }] },
    invoices: [{ status: 'unknown' }],
  });
});

it('the overview leaves out invoices that are not waiting for payment', () => {
  const statuses = ['upcoming', 'due', 'overdue', 'paid', 'unknown'] as const;
  const invoices = statuses.map((status) => ({ ...invoice, status }));
  const shown = toOverview(account, { ...parts, invoices }).invoices;
  expect(shown?.map(({ status }) => status)).toEqual(['due', 'overdue', 'unknown']);
});

function noSection() {
  return { cards: 'unavailable', transactions: 'unavailable', spend: 'unavailable', invoices: 'unavailable' };
}
