import {
  type SmallCompany,
  exampleTransactionsOf,
  sek,
  ofSmallCompanies,
  spentBy,
} from '#contracts/vocabulary';
import type { Account } from './account.schemas.ts';
import type { Overview, OverviewCard, OverviewTransaction } from './overview.schemas.ts';

function accountOf(accountId: string, name: string, limit: number): Account {
  return { account_id: accountId, account_name: name, credit_limit: sek(limit) };
}

const companyAb = accountOf('company-ab', 'Company AB', 1_000_000);
const companyCd = accountOf('company-cd', 'Company CD', 2_500_000);
const invoiceOverdue = accountOf('invoice-overdue', 'Norrsken Bygg AB', 2_000_000);
const cardActive = accountOf('card-active', 'Kafferosteriet Linden AB', 1_500_000);
const cardBlocked = accountOf('card-blocked', 'Hamnen Logistik AB', 800_000);
const cardExpired = accountOf('card-expired', 'Sten & Trä i Falun AB', 1_200_000);
const noCard = accountOf('no-card', 'Nystart Studio AB', 500_000);
const noTransactions = accountOf('no-transactions', 'Första Steget AB', 500_000);

function inactiveCardOf(accountId: string): OverviewCard {
  return {
    card_id: `card-${accountId}`,
    status: 'inactive',
    last_four: null,
    expires: null,
    image_url: `https://card-images.example/card-art/${accountId}.png`,
    actions: { activate: { allowed: true, reason: null } },
  };
}

const wireframe: Overview = {
  account_id: companyAb.account_id,
  account_name: companyAb.account_name,
  total_spend: companyAb.credit_limit,
  spent: sek(460_000),
  remaining_spend: sek(540_000),
  cards: [inactiveCardOf('company-ab')],
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

function refusedCard(
  accountId: string,
  status: OverviewCard['status'],
  lastFour: string | null,
  expires: string | null,
  reason: string,
): OverviewCard {
  return {
    card_id: `card-${accountId}`,
    status,
    last_four: lastFour,
    expires,
    image_url: `https://card-images.example/card-art/${accountId}.png`,
    actions: { activate: { allowed: false, reason } },
  };
}

function row(
  id: string,
  merchant: string,
  amount: number,
  status: OverviewTransaction['status'],
  occurredAt: string,
): OverviewTransaction {
  return { transaction_id: id, merchant, amount: sek(amount), status, occurred_at: occurredAt };
}

/** Sections that are missing in `shown` are empty. */
function screenOf(
  { account_id: accountId, account_name: name, credit_limit: limit }: Account,
  shown: {
    readonly spent?: number;
    readonly count?: number;
    readonly cards?: OverviewCard[];
    readonly transactions?: OverviewTransaction[];
    readonly invoices?: Overview['invoices'];
  },
): Overview {
  const { spent = 0, count = 0 } = shown;
  return {
    account_id: accountId,
    account_name: name,
    total_spend: limit,
    spent: sek(spent),
    remaining_spend: sek(limit.amount - spent),
    cards: shown.cards ?? [],
    transaction_collection: {
      total_num_of_transactions: count,
      transactions: shown.transactions ?? [],
    },
    invoices: shown.invoices ?? [],
    sections: wireframe.sections,
  };
}

const lastPage = { next_cursor: null, total_count: null };

export const examples = {
  getOverview: {
    wireframe: {
      summary: 'The home screen of the design',
      params: { account_id: 'company-ab' },
      response: { data: wireframe },
    },
    'invoice-overdue': {
      summary: 'An invoice is overdue',
      params: { account_id: 'invoice-overdue' },
      response: {
        data: screenOf(invoiceOverdue, {
          spent: 750_000,
          count: 9,
          cards: [refusedCard('invoice-overdue', 'active', '0005', '2033-12', 'CARD_ALREADY_ACTIVE')],
          transactions: [
            row('txn-invoice-overdue-9', 'OKQ8 Sundsvall', 8_000, 'posted', '2026-06-03T05:40:00.000Z'),
            row('txn-invoice-overdue-8', 'Beijer Bygg', 248_600, 'posted', '2026-05-07T06:15:00.000Z'),
            row('txn-invoice-overdue-7', 'Ahlsell', 173_500, 'posted', '2026-05-03T09:30:00.000Z'),
          ],
          invoices: [
            {
              invoice_id: 'inv-invoice-overdue-2',
              amount: sek(742_000),
              due_date: '2026-06-08',
              status: 'overdue',
            },
          ],
        }),
      },
    },
    'nothing-to-pay': {
      summary: 'The other company of the same user, with nothing to pay',
      params: { account_id: 'company-cd' },
      response: {
        data: screenOf(companyCd, {
          spent: 675_000,
          count: 12,
          cards: [refusedCard('company-cd', 'active', '1881', '2034-02', 'CARD_ALREADY_ACTIVE')],
          transactions: [
            row('txn-company-cd-12', 'Dustin', 189_000, 'pending', '2026-06-14T13:20:00.000Z'),
            row('txn-company-cd-11', 'SJ', 74_500, 'posted', '2026-06-12T06:40:00.000Z'),
            row('txn-company-cd-10', 'Vapiano', 46_800, 'posted', '2026-06-09T10:25:00.000Z'),
          ],
        }),
      },
    },
    'card-active': {
      summary: 'The card is in use and everything is paid',
      params: { account_id: 'card-active' },
      response: {
        data: screenOf(cardActive, {
          spent: 510_000,
          count: 14,
          cards: [refusedCard('card-active', 'active', '1117', '2034-12', 'CARD_ALREADY_ACTIVE')],
          transactions: [
            row('txn-card-active-14', 'PostNord', 31_600, 'pending', '2026-06-14T07:05:00.000Z'),
            row('txn-card-active-13', 'Martin & Servera', 84_200, 'posted', '2026-06-13T09:40:00.000Z'),
            row('txn-card-active-12', 'IKEA Kungens Kurva', 59_900, 'posted', '2026-06-11T12:15:00.000Z'),
          ],
        }),
      },
    },
    'card-blocked': {
      summary: 'The card is blocked',
      params: { account_id: 'card-blocked' },
      response: {
        data: screenOf(cardBlocked, {
          spent: 90_000,
          count: 6,
          cards: [refusedCard('card-blocked', 'blocked', '5904', '2033-06', 'CARD_BLOCKED')],
          transactions: [
            row('txn-card-blocked-6', 'Preem Arendal', 41_200, 'posted', '2026-06-06T05:30:00.000Z'),
            row('txn-card-blocked-5', 'EasyPark', 9_800, 'posted', '2026-06-03T13:15:00.000Z'),
            row('txn-card-blocked-4', 'Mekonomen', 39_000, 'posted', '2026-05-28T10:20:00.000Z'),
          ],
        }),
      },
    },
    'card-expired': {
      summary: 'The card has expired',
      params: { account_id: 'card-expired' },
      response: {
        data: screenOf(cardExpired, {
          spent: 100_000,
          count: 4,
          cards: [refusedCard('card-expired', 'expired', '9424', '2026-04', 'CARD_EXPIRED')],
          transactions: [
            row('txn-card-expired-4', 'Granngården Falun', 42_400, 'posted', '2026-04-08T08:20:00.000Z'),
            row('txn-card-expired-3', 'Byggmax Falun', 57_600, 'posted', '2026-04-01T11:35:00.000Z'),
            row('txn-card-expired-2', 'Circle K Falun', 46_500, 'posted', '2026-03-06T06:50:00.000Z'),
          ],
        }),
      },
    },
    'no-card': {
      summary: 'A company without a card',
      params: { account_id: 'no-card' },
      response: { data: screenOf(noCard, {}) },
    },
    'no-transactions': {
      summary: 'The card is on its way, and the company has bought nothing yet',
      params: { account_id: 'no-transactions' },
      response: {
        data: screenOf(noTransactions, {
          cards: [refusedCard('no-transactions', 'ordered', null, null, 'CARD_NOT_DELIVERED')],
        }),
      },
    },
    ...ofSmallCompanies((company) => ({
      summary: `The home screen of ${company.name}`,
      params: { account_id: company.accountId },
      response: {
        data: screenOf(toAccount(company), {
          spent: spentBy(company),
          count: company.purchases.length,
          cards: company.hasInactiveCard ? [inactiveCardOf(company.accountId)] : [],
          transactions: exampleTransactionsOf(company).slice(0, 3),
        }),
      },
    })),
    'card-service-down': {
      summary: 'The cards are unavailable; the rest of the screen is shown',
      params: { account_id: 'company-ab' },
      response: {
        data: {
          ...wireframe,
          cards: null,
          sections: { ...wireframe.sections, cards: 'unavailable' as const },
        },
      },
    },
    'transaction-service-down': {
      summary: 'The transactions and the spend are unavailable; the rest of the screen is shown',
      params: { account_id: 'company-ab' },
      response: {
        data: {
          ...wireframe,
          spent: null,
          remaining_spend: null,
          transaction_collection: { total_num_of_transactions: null, transactions: null },
          sections: {
            ...wireframe.sections,
            transactions: 'unavailable' as const,
            spend: 'unavailable' as const,
          },
        },
      },
    },
    'invoice-service-down': {
      summary: 'The invoices are unavailable; the rest of the screen is shown',
      params: { account_id: 'company-ab' },
      response: {
        data: {
          ...wireframe,
          invoices: null,
          sections: { ...wireframe.sections, invoices: 'unavailable' as const },
        },
      },
    },
    forbidden: refusedToOthers('company-ab'),
  },
  listAccounts: {
    wireframe: {
      summary: 'A user with two companies',
      response: { data: [companyAb, companyCd], page: lastPage },
    },
    'invoice-overdue': listOf(invoiceOverdue, 'The user of the company with an overdue invoice'),
    'card-active': listOf(cardActive, 'The user of the company that uses its card'),
    'card-blocked': listOf(cardBlocked, 'The user of the company whose card is blocked'),
    'card-expired': listOf(cardExpired, 'The user of the company whose card has expired'),
    'no-card': listOf(noCard, 'The user of the company without a card'),
    'no-transactions': listOf(noTransactions, 'The user of the company that has bought nothing yet'),
  },
  getAccount: {
    wireframe: one(companyAb, 'One company'),
    'nothing-to-pay': one(companyCd, 'The other company of the same user'),
    'invoice-overdue': one(invoiceOverdue, 'A company with an overdue invoice'),
    'card-active': one(cardActive, 'A company that uses its card'),
    'card-blocked': one(cardBlocked, 'A company whose card is blocked'),
    'card-expired': one(cardExpired, 'A company whose card has expired'),
    'no-card': one(noCard, 'A company without a card'),
    'no-transactions': one(noTransactions, 'A company that has bought nothing yet'),
    ...ofSmallCompanies((company) => one(toAccount(company), company.name)),
    forbidden: refusedToOthers('company-ab'),
  },
  listMemberships: {
    wireframe: {
      summary: 'The companies of one user',
      query: { user_id: 'user-anna' },
      response: {
        data: [
          { user_id: 'user-anna', account_id: 'company-ab', role: 'owner' as const },
          { user_id: 'user-anna', account_id: 'company-cd', role: 'owner' as const },
        ],
        page: lastPage,
      },
    },
    'with-an-employee': {
      summary: 'The owner of a company, and a member who does not own it',
      query: { account_id: 'company-ab' },
      response: {
        data: [
          { user_id: 'user-anna', account_id: 'company-ab', role: 'owner' as const },
          { user_id: 'user-bo', account_id: 'company-ab', role: 'member' as const },
        ],
        page: lastPage,
      },
    },
    'invoice-overdue': onlyUserOf('invoice-overdue'),
    'card-active': onlyUserOf('card-active'),
    'card-blocked': onlyUserOf('card-blocked'),
    'card-expired': onlyUserOf('card-expired'),
    'no-card': onlyUserOf('no-card'),
    'no-transactions': onlyUserOf('no-transactions'),
  },
};

function toAccount({ accountId, name, limit }: SmallCompany): Account {
  return accountOf(accountId, name, limit);
}

/** In this example, a member of a different company sends the request. */
function refusedToOthers(accountId: string) {
  return {
    summary: 'Another company does not exist',
    account: 'no-card',
    params: { account_id: accountId },
    problem: 'ACCOUNT_NOT_FOUND',
  };
}

function one(account: Account, summary: string) {
  return { summary, params: { account_id: account.account_id }, response: { data: account } };
}

function listOf(account: Account, summary: string) {
  return { summary, account: account.account_id, response: { data: [account], page: lastPage } };
}

/** Except for the companies of user-anna, each company has exactly one user, who owns the company. */
function onlyUserOf(accountId: string) {
  return {
    summary: 'The only user of one company',
    query: { account_id: accountId },
    response: {
      data: [{ user_id: `user-${accountId}`, account_id: accountId, role: 'owner' as const }],
      page: lastPage,
    },
  };
}
