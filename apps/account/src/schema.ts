import type { DatabaseSchema } from '#libs/database';
import { AccountEntity } from './accounts/account.entity.ts';
import { MembershipEntity } from './memberships/membership.entity.ts';
import { AddRolesToMemberships1795779000000 } from './migrations/1795779000000-add-roles-to-memberships.ts';
import { CreateAccounts1750000000000 } from './migrations/1750000000000-create-accounts.ts';

export const schema: DatabaseSchema = {
  entities: [AccountEntity, MembershipEntity],
  migrations: [CreateAccounts1750000000000, AddRolesToMemberships1795779000000],
};
