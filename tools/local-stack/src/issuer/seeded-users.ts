import { type Account, type Membership, accountContract } from '#contracts/account';
import type { Memberships } from './memberships.ts';

const { examples, responses } = accountContract.operations.getAccount;

export interface SeededCompany {
  readonly account: Account;
  readonly summary: string;
}

export interface CompanyOfUser extends SeededCompany {
  readonly role: Membership['role'];
}

export interface SeededUser {
  readonly user: string;
  readonly companies: readonly CompanyOfUser[];
}

/** Lists the users of the companies in the contract's examples. The seed data contains the same companies. */
export async function listSeededUsers(memberships: Memberships): Promise<SeededUser[]> {
  const found = await Promise.all(
    seededCompanies().map(async (company) => ({
      users: await memberships.usersOf(company.account.account_id),
      company,
    })),
  );
  const pairs = found.flatMap(({ users, company }) =>
    users.map(({ user_id: user, role }) => ({ user, company: { ...company, role } })),
  );
  return [...Map.groupBy(pairs, ({ user }) => user)].map(([user, group]) => ({
    user,
    companies: group.map(({ company }) => company),
  }));
}

function seededCompanies(): SeededCompany[] {
  return Object.values(examples).flatMap(({ response, summary }) => {
    const { data: body } = responses[200].schema.safeParse(response);
    return body ? [{ account: body.data, summary }] : [];
  });
}
