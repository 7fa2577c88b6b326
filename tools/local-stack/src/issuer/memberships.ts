import { type Membership, accountContract } from '#contracts/account';
import { machineScopeOf } from '#contracts/vocabulary';
import { type MachineClaims, type MemberClaims, machineClaims } from '#libs/stand-ins';

const { listMemberships } = accountContract.operations;

const ISSUER = machineClaims('issuer', machineScopeOf(listMemberships.access) ?? '');
/** The maximum time (ms) for the account service to list members. */
const TIMEOUT_MS = 10_000;

export type AccountClaims = Required<Pick<MemberClaims, 'account_ids' | 'owned_account_ids'>>;

/** Reads memberships from the account service, as an identity provider does before it signs a token. */
export class Memberships {
  private readonly accountUrl: string;
  private readonly mint: (claims: MachineClaims) => Promise<string>;

  constructor(accountUrl: string, mint: (claims: MachineClaims) => Promise<string>) {
    this.accountUrl = accountUrl;
    this.mint = mint;
  }

  /**
   * Returns a user with this role in the account, and all accounts of that user. Returns undefined if no user
   * has the role. Without a role, returns an owner, or any user if the account has no owner.
   */
  async findMember(accountId: string, role?: Membership['role']): Promise<MemberClaims | undefined> {
    const users = await this.usersOf(accountId);
    const found = users.find((user) => user.role === (role ?? 'owner'));
    const user = (found ?? (role === undefined ? users[0] : undefined))?.user_id;
    return user === undefined ? undefined : { sub: user, ...(await this.claimsOf(user)) };
  }

  usersOf(accountId: string): Promise<Membership[]> {
    return this.list({ account_id: accountId });
  }

  async claimsOf(user: string): Promise<AccountClaims> {
    const memberships = await this.list({ user_id: user });
    const owned = memberships.filter(({ role }) => role === 'owner');
    return { account_ids: memberships.map(idOf), owned_account_ids: owned.map(idOf) };
  }

  /** Throws an Error if the account service does not respond with memberships. */
  private async list(filter: Readonly<Record<string, string>>): Promise<Membership[]> {
    const query = new URLSearchParams({ ...filter, limit: '100' });
    const response = await fetch(`${this.accountUrl}${listMemberships.path}?${query.toString()}`, {
      headers: { authorization: `Bearer ${await this.mint(ISSUER)}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The account service responded ${response.status} to the issuer`);
    return listMemberships.responses[200].schema.parse(await response.json()).data;
  }
}

function idOf({ account_id: accountId }: Membership): string {
  return accountId;
}
