import type { AccountEntity } from '../accounts/account.entity.ts';
import type { MembershipEntity } from '../memberships/membership.entity.ts';

const ORE_PER_KRONA = 100;

/** One account per state that the screen can show, and some more. */
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
    account('acc1', 'Global Tech Solutions', 1_000),
    account('acc2', 'Innovative Systems Corp', 2_000),
    account('acc3', 'Enterprise Networking LLC', 3_000),
    account('acc4', 'Dynamic Software Ltd', 4_000),
    account('acc5', 'NextGen Communications', 5_000),
    account('acc6', 'EcoFriendly Energies Inc', 6_000),
    account('acc7', 'Advanced Analytics Group', 7_000),
    account('acc8', 'Blockchain Innovations Co', 8_000),
    account('acc9', 'Cloud Computing Services', 9_000),
    account('acc10', 'AI Research Labs', 10_000),
  ];
}

/** Users with several accounts. Every other account has its own user. */
const memberOf: Readonly<Record<string, string>> = { 'company-ab': 'user-anna', 'company-cd': 'user-anna' };

/** Which users may see which accounts. */
export function seedMemberships(accounts: readonly AccountEntity[]): MembershipEntity[] {
  return accounts.map(({ accountId }) => ({
    userId: memberOf[accountId] ?? `user-${accountId}`,
    accountId,
  }));
}
