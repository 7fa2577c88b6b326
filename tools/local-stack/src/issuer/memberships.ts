import { accountContract } from '#contracts/account';
import {
  type FindMember,
  type MachineClaims,
  type MemberClaims,
  StandInIssuer,
  machineClaims,
} from '#libs/stand-ins';

const { listMemberships } = accountContract.operations;

/** The issuer as a caller of the account service. */
const ISSUER = machineClaims('issuer', listMemberships.access.replace('machine:', ''));

/** Starts an issuer that reads memberships from the account service. */
export async function startIssuer(
  accountUrl: string,
  options: { readonly host?: string; readonly port: number; readonly name?: string },
): Promise<StandInIssuer> {
  const issuer: StandInIssuer = await StandInIssuer.start({
    ...options,
    findMember: (accountId) => findMemberAt(accountUrl, (claims) => issuer.mint(claims))(accountId),
  });
  return issuer;
}

/** Reads memberships from the account service, like an identity provider before it signs a token. */
export function findMemberAt(
  accountUrl: string,
  mint: (claims: MachineClaims) => Promise<string>,
): FindMember {
  const list = async (filter: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...filter, limit: '100' });
    const response = await fetch(`${accountUrl}${listMemberships.path}?${query.toString()}`, {
      headers: { authorization: `Bearer ${await mint(ISSUER)}` },
    });
    if (!response.ok) throw new Error(`The account service responded ${response.status} to the issuer`);
    return listMemberships.responses[200].schema.parse(await response.json()).data;
  };
  return async (accountId): Promise<MemberClaims | undefined> => {
    const [first] = await list({ account_id: accountId });
    if (!first) return undefined;
    const memberships = await list({ user_id: first.user_id });
    return { sub: first.user_id, account_ids: memberships.map(({ account_id }) => account_id) };
  };
}
