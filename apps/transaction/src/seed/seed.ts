import type { SeedContext } from '#libs/service-kit';
import { SpendRepository } from '../spend/spend.repository.ts';
import { seedAccounts } from './accounts.ts';

export async function seed({ dataSource, today }: SeedContext): Promise<void> {
  const spend = new SpendRepository(dataSource);
  const accounts = seedAccounts(today);
  await spend.record(accounts.flatMap(({ entries }) => entries));
  for (const { accountId, limit } of accounts) {
    const account = await spend.find(accountId);
    const isSet = account !== null && account.creditLimit !== null;
    if (!isSet) await spend.setLimit(accountId, limit);
  }
}
