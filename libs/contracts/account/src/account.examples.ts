import { sek } from '#contracts/vocabulary';
import type { Account } from './account.schemas.ts';
import type { Overview } from './overview.schemas.ts';

const companyAb: Account = {
  account_id: 'company-ab',
  account_name: 'Company AB',
  credit_limit: sek(1_000_000),
};
const companyCd: Account = {
  account_id: 'company-cd',
  account_name: 'Company CD',
  credit_limit: sek(2_500_000),
};

const wireframe: Overview = {
  account_id: 'company-ab',
  account_name: 'Company AB',
  total_spend: sek(1_000_000),
  spent: sek(460_000),
  remaining_spend: sek(540_000),
  cards: [
    {
      card_id: 'card-company-ab',
      status: 'inactive',
      last_four: '4242',
      expires: '2029-06',
      image_url: 'https://card-images.example/card-art/company-ab.png',
      actions: { activate: { allowed: true, reason: null } },
    },
  ],
  transaction_collection: {
    total_num_of_transactions: 57,
    transactions: [
      {
        transaction_id: 'txn-company-ab-57',
        merchant: 'Circle K Solna',
        amount: sek(45_000),
        status: 'pending',
        occurred_at: '2026-06-14T16:42:00.000Z',
      },
      {
        transaction_id: 'txn-company-ab-56',
        merchant: 'Clas Ohlson',
        amount: sek(34_900),
        status: 'pending',
        occurred_at: '2026-06-14T11:05:00.000Z',
      },
      {
        transaction_id: 'txn-company-ab-55',
        merchant: 'Espresso House',
        amount: sek(6_800),
        status: 'posted',
        occurred_at: '2026-06-13T07:31:00.000Z',
      },
    ],
  },
  invoices: [{ invoice_id: 'inv-company-ab-1', amount: sek(318_450), due_date: '2026-06-25', status: 'due' }],
  sections: { cards: 'ok', transactions: 'ok', spend: 'ok', invoices: 'ok' },
};

const lastPage = { next_cursor: null, total_count: null };

export const examples = {
  getOverview: {
    wireframe: {
      summary: 'The home screen as it was drawn',
      params: { account_id: 'company-ab' },
      response: { data: wireframe },
    },
    'card-service-down': {
      summary: 'The cards could not be had; the rest of the screen shows',
      params: { account_id: 'company-ab' },
      response: {
        data: {
          ...wireframe,
          cards: null,
          sections: { ...wireframe.sections, cards: 'unavailable' as const },
        },
      },
    },
  },
  listAccounts: {
    wireframe: {
      summary: 'A user with two companies',
      response: { data: [companyAb, companyCd], page: lastPage },
    },
  },
  getAccount: {
    wireframe: {
      summary: 'One company',
      params: { account_id: 'company-ab' },
      response: { data: companyAb },
    },
  },
  listMemberships: {
    wireframe: {
      summary: 'The companies of one user',
      query: { user_id: 'user-anna' },
      response: {
        data: [
          { user_id: 'user-anna', account_id: 'company-ab' },
          { user_id: 'user-anna', account_id: 'company-cd' },
        ],
        page: lastPage,
      },
    },
  },
};
