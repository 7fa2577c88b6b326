import { EXAMPLE_DAY } from '../schemas/scalars.ts';

export interface SmallPurchase {
  readonly daysAgo: number;
  /** HH:MM, UTC. */
  readonly time: string;
  readonly merchant: string;
  /** In öre. */
  readonly amount: number;
}

/** The company has no invoices. */
export interface SmallCompany {
  readonly accountId: string;
  readonly name: string;
  /** In öre. */
  readonly limit: number;
  /** The latest purchase is first. */
  readonly purchases: readonly SmallPurchase[];
  readonly hasInactiveCard: boolean;
}

const NAMES = [
  'Global Tech Solutions',
  'Innovative Systems Corp',
  'Enterprise Networking LLC',
  'Dynamic Software Ltd',
  'NextGen Communications',
  'EcoFriendly Energies Inc',
  'Advanced Analytics Group',
  'Blockchain Innovations Co',
  'Cloud Computing Services',
  'AI Research Labs',
];

/** Browser tests activate the card of this company. */
const WITH_CARD = 'acc7';

const purchase = (daysAgo: number, time: string, merchant: string, amount: number): SmallPurchase => ({
  daysAgo,
  time,
  merchant,
  amount,
});

const firstPurchases = [
  purchase(2, '06:45', 'Espresso House', 4_900),
  purchase(5, '10:10', '7-Eleven', 3_900),
  purchase(9, '07:25', 'SL', 4_300),
  purchase(14, '12:20', 'PostNord', 3_100),
  purchase(20, '09:55', 'Pressbyrån', 3_800),
];

/**
 * Returns the purchases of a company with a limit of `thousands` × 1 000 kr. The sum of the purchases is `thousands` ×
 * 300 kr.
 */
const purchasesFor = (thousands: number) => [
  purchase(3, '08:15', 'Staples', thousands * 12_900),
  purchase(10, '11:40', 'Telia', thousands * 9_900),
  purchase(18, '13:05', 'Espresso House', thousands * 7_200),
];

/** The companies `acc1` to `acc10`. Several services generate seed data and examples from this list. */
export const smallCompanies: readonly SmallCompany[] = NAMES.map((name, index) => ({
  accountId: `acc${index + 1}`,
  name,
  limit: (index + 1) * 100_000,
  purchases: index === 0 ? firstPurchases : purchasesFor(index + 1),
  hasInactiveCard: `acc${index + 1}` === WITH_CARD,
}));

/** In öre. */
export function spentBy({ purchases }: SmallCompany): number {
  return purchases.reduce((sum, { amount }) => sum + amount, 0);
}

/** The latest transaction is first. */
export function exampleTransactionsOf({ accountId, purchases }: SmallCompany) {
  return purchases.map(({ daysAgo, time, merchant, amount }, index) => {
    const date = new Date(`${EXAMPLE_DAY}T${time}:00Z`);
    date.setUTCDate(date.getUTCDate() - daysAgo);
    return {
      transaction_id: `txn-${accountId}-${purchases.length - index}`,
      merchant,
      amount: { amount, currency: 'SEK' as const },
      status: 'posted' as const,
      occurred_at: date.toISOString(),
    };
  });
}

/** Documents omit these examples, because all examples look alike. */
export function ofSmallCompanies<T extends object>(
  example: (company: SmallCompany) => T,
): Record<string, T & { readonly documented: false }> {
  const named = smallCompanies.map(
    (company) => [company.accountId, { ...example(company), documented: false as const }] as const,
  );
  return Object.fromEntries(named);
}
