import { smallCompanies } from '#contracts/vocabulary';
import type { AccountEntity } from '../accounts/account.entity.ts';
import type { MembershipEntity } from '../memberships/membership.entity.ts';

const ORE_PER_KRONA = 100;

/** Returns an account for each state that the screen can show, and a few more. */
export function seedAccounts(): AccountEntity[] {
  const account = (accountId: string, accountName: string, limitInKronor: number): AccountEntity => ({
    accountId,
    accountName,
    creditLimit: limitInKronor * ORE_PER_KRONA,
    currency: 'SEK',
  });
  return [
    account('company-ab', 'Company AB', 10_000),
    account('company-cd', 'Company CD', 25_000),
    account('invoice-overdue', 'Norrsken Bygg AB', 20_000),
    account('card-active', 'Kafferosteriet Linden AB', 15_000),
    account('card-blocked', 'Hamnen Logistik AB', 8_000),
    account('card-expired', 'Sten & Trä i Falun AB', 12_000),
    account('no-card', 'Nystart Studio AB', 5_000),
    account('no-transactions', 'Första Steget AB', 5_000),
    ...smallCompanies.map(({ accountId, name, limit }) => account(accountId, name, limit / ORE_PER_KRONA)),
  ];
}

/** Anna owns both accounts. Each of the other accounts has its own owner. */
const ownerOf: Readonly<Record<string, string>> = { 'company-ab': 'user-anna', 'company-cd': 'user-anna' };

const employee: MembershipEntity = { userId: 'user-bo', accountId: 'company-ab', role: 'member' };

export function seedMemberships(accounts: readonly AccountEntity[]): MembershipEntity[] {
  const owners = accounts.map(({ accountId }): MembershipEntity => ({
    userId: ownerOf[accountId] ?? `user-${accountId}`,
    accountId,
    role: 'owner',
  }));
  return [...owners, employee];
}
