import type { SeedContext } from '#libs/service-kit';
import { AccountEntity } from '../accounts/account.entity.ts';
import { MembershipEntity } from '../memberships/membership.entity.ts';
import { seedAccounts, seedMemberships } from './accounts.ts';

export async function seed({ dataSource }: SeedContext): Promise<void> {
  const accounts = seedAccounts();
  const memberships = seedMemberships(accounts);
  await dataSource.createQueryBuilder().insert().into(AccountEntity).values(accounts).orIgnore().execute();
  await dataSource
    .createQueryBuilder()
    .insert()
    .into(MembershipEntity)
    .values(memberships)
    .orIgnore()
    .execute();
}
