import { accountContract } from '#contracts/account';
import { machineScopeOf } from '#contracts/vocabulary';
import { type MachineClaims, type MemberClaims, machineClaims } from '#libs/stand-ins';

const { listMemberships } = accountContract.operations;

/** The issuer as a caller of the account service. */
const ISSUER = machineClaims('issuer', machineScopeOf(listMemberships.access) ?? '');
/** The account service may be slow to list members (ms). */
const TIMEOUT_MS = 10_000;

/** The memberships, which an identity provider reads from the account service before it signs a token. */
export class Memberships {
  private readonly accountUrl: string;
  private readonly mint: (claims: MachineClaims) => Promise<string>;

  constructor(accountUrl: string, mint: (claims: MachineClaims) => Promise<string>) {
    this.accountUrl = accountUrl;
    this.mint = mint;
  }

  /** A user who may see the account, with all accounts of that user. Undefined if no user may see the account. */
  async findMember(accountId: string): Promise<MemberClaims | undefined> {
    const user = await this.findUser(accountId);
    return user === undefined ? undefined : { sub: user, account_ids: await this.accountsOf(user) };
  }

  /** A user who may see the account; undefined if there is none. */
  async findUser(accountId: string): Promise<string | undefined> {
    const [first] = await this.list({ account_id: accountId });
    return first?.user_id;
  }

  /** The accounts that a user may see. */
  async accountsOf(user: string): Promise<string[]> {
    const memberships = await this.list({ user_id: user });
    return memberships.map(({ account_id }) => account_id);
  }

  /** Throws an Error if the account service does not respond with memberships. */
  private async list(filter: Readonly<Record<string, string>>) {
    const query = new URLSearchParams({ ...filter, limit: '100' });
    const response = await fetch(`${this.accountUrl}${listMemberships.path}?${query.toString()}`, {
      headers: { authorization: `Bearer ${await this.mint(ISSUER)}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The account service responded ${response.status} to the issuer`);
    return listMemberships.responses[200].schema.parse(await response.json()).data;
  }
}
