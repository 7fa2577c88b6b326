import { type Membership, accountContract } from '#contracts/account';
import { machineScopeOf } from '#contracts/vocabulary';
import { type MachineClaims, type MemberClaims, machineClaims } from '#libs/stand-ins';

const { listMemberships } = accountContract.operations;

/** The issuer as a caller of the account service. */
const ISSUER = machineClaims('issuer', machineScopeOf(listMemberships.access) ?? '');
/** The account service may be slow to list members (ms). */
const TIMEOUT_MS = 10_000;

/** The claims of a user's token that name accounts. */
export type AccountClaims = Required<Pick<MemberClaims, 'account_ids' | 'owned_account_ids'>>;

/** The memberships, which an identity provider reads from the account service before it signs a token. */
export class Memberships {
  private readonly accountUrl: string;
  private readonly mint: (claims: MachineClaims) => Promise<string>;

  constructor(accountUrl: string, mint: (claims: MachineClaims) => Promise<string>) {
    this.accountUrl = accountUrl;
    this.mint = mint;
  }

  /**
   * Finds a user with this role in the account, and all accounts of that user. Undefined if no user has the role.
   * Without a role, finds an owner, or any user of an account without owners.
   */
  async findMember(accountId: string, role?: Membership['role']): Promise<MemberClaims | undefined> {
    const users = await this.usersOf(accountId);
    const found = users.find((user) => user.role === (role ?? 'owner'));
    const user = (found ?? (role === undefined ? users[0] : undefined))?.user_id;
    return user === undefined ? undefined : { sub: user, ...(await this.claimsOf(user)) };
  }

  /** The memberships of all users who may see the account, by user. */
  usersOf(accountId: string): Promise<Membership[]> {
    return this.list({ account_id: accountId });
  }

  /** Returns a user's accounts, and which of them the user owns. */
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
