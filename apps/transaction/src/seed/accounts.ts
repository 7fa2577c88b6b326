import { type Money, sek, smallCompanies } from '#contracts/vocabulary';
import type { LedgerEntry } from '../spend/ledger-entry.ts';
import { companyAb } from './company-ab.ts';
import { type Line, entriesOf, purchase } from './history.ts';
import { cardActive, cardBlocked, cardExpired, companyCd, invoiceOverdue } from './other-accounts.ts';

export interface SeedAccount {
  readonly accountId: string;
  readonly limit: Money;
  readonly entries: readonly LedgerEntry[];
}

/** The newest entries are from the day before `today`. */
export function seedAccounts(today: string): SeedAccount[] {
  const account = (accountId: string, limit: number, history: readonly Line[]): SeedAccount => ({
    accountId,
    limit: sek(limit),
    entries: entriesOf(accountId, today, history),
  });
  return [
    account('company-ab', 1_000_000, companyAb),
    account('company-cd', 2_500_000, companyCd),
    account('invoice-overdue', 2_000_000, invoiceOverdue),
    account('card-active', 1_500_000, cardActive),
    account('card-blocked', 800_000, cardBlocked),
    account('card-expired', 1_200_000, cardExpired),
    account('no-card', 500_000, []),
    account('no-transactions', 500_000, []),
    ...smallCompanies.map(({ accountId, limit, purchases }) =>
      account(
        accountId,
        limit,
        purchases.map(({ daysAgo, time, merchant, amount }) => purchase(daysAgo, time, merchant, amount)),
      ),
    ),
  ];
}
