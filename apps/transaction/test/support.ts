import {
  type Spend,
  type SpendOverview,
  type Transaction,
  spend,
  spendOverview,
  transaction,
} from '#contracts/transaction';
import { type Page, data, list, sek } from '#contracts/vocabulary';
import type { TestResponse } from '#libs/testing';
import type { Payment, Purchase, Refund } from '../src/spend/ledger-entry.ts';

const NOON = new Date('2026-06-10T12:00:00Z');

export function listIn({ body }: TestResponse): { data: Transaction[]; page: Page } {
  return list(transaction).parse(body);
}

export function idsIn(answer: TestResponse): string[] {
  return listIn(answer).data.map(({ transaction_id: id }) => id);
}

export function spendIn({ body }: TestResponse): Spend {
  return data(spend).parse(body).data;
}

export function spendOverviewIn({ body }: TestResponse): SpendOverview {
  return data(spendOverview).parse(body).data;
}

export function purchase(transactionId: string, differences: Partial<Purchase> = {}): Purchase {
  return {
    transactionId,
    accountId: 'acc1',
    kind: 'purchase',
    status: 'posted',
    merchant: 'Biltema',
    amount: sek(10_000),
    occurredAt: NOON,
    ...differences,
  };
}

export function refund(transactionId: string, differences: Partial<Refund> = {}): Refund {
  return {
    transactionId,
    accountId: 'acc1',
    kind: 'refund',
    status: 'posted',
    merchant: 'Biltema',
    amount: sek(-3_000),
    occurredAt: NOON,
    ...differences,
  };
}

export function payment(transactionId: string, differences: Partial<Payment> = {}): Payment {
  return {
    transactionId,
    accountId: 'acc1',
    kind: 'payment',
    status: 'posted',
    amount: sek(-5_000),
    occurredAt: NOON,
    ...differences,
  };
}
