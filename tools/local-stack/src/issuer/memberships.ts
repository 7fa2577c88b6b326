import { accountContract } from '#contracts/account';
import { type FindMember, type MachineClaims, type MemberClaims, machineClaims } from '#libs/stand-ins';

const { listMemberships } = accountContract.operations;

/** The issuer as a caller of the account service. */
const ISSUER = machineClaims('issuer', listMemberships.access.replace('machine:', ''));

/** Asks the account service who may see what, the way an identity provider would before it signs a token. */
export function findMemberAt(
  accountUrl: string,
  mint: (claims: MachineClaims) => Promise<string>,
): FindMember {
  const ask = async (filter: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...filter, limit: '100' });
    const response = await fetch(`${accountUrl}${listMemberships.path}?${query.toString()}`, {
      headers: { authorization: `Bearer ${await mint(ISSUER)}` },
    });
    if (!response.ok) throw new Error(`The account service answered ${response.status} to the issuer`);
    return listMemberships.responses[200].schema.parse(await response.json()).data;
  };
  return async (accountId): Promise<MemberClaims | undefined> => {
    const [first] = await ask({ account_id: accountId });
    if (!first) return undefined;
    const memberships = await ask({ user_id: first.user_id });
    // A mock knows the user's companies of its examples; whom it has just called a member of one is that, too.
    const accounts = [...memberships.map((membership) => membership.account_id), first.account_id];
    return { sub: first.user_id, account_ids: [...new Set(accounts)] };
  };
}
