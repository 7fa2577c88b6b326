import { z } from 'zod';
import { TOKEN_SECONDS } from '#libs/stand-ins';
import { ACCOUNT_GRANT, ACCOUNT_GRANT_CLIENT, type TokenRole, accountGrantErrors } from './account-grant.ts';

/** The account service may be slow to list members (ms). */
const TIMEOUT_MS = 10_000;

const tokenResponse = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.enum(Object.values(accountGrantErrors)) }),
]);

export interface TokenRequest {
  /**
   * The role of the user. By default an owner, or any member of an account without owners. Support belongs to no
   * account.
   */
  readonly role?: TokenRole;
  /** The lifetime of the token, in seconds. */
  readonly seconds?: number;
}

/**
 * Requests a token of a user with a role in the account from the issuer. Throws an Error with a hint if the issuer
 * returns no token.
 */
export async function requestToken(
  issuerUrl: string,
  account: string,
  { role, seconds = TOKEN_SECONDS }: TokenRequest = {},
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: ACCOUNT_GRANT,
    client_id: ACCOUNT_GRANT_CLIENT,
    account,
    ...(role && { role }),
    expires_in: String(seconds),
  });
  const response = await fetch(`${issuerUrl}/token`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new Error(`No issuer responds at ${issuerUrl}. Start the stack: npm start`, { cause });
  });
  const { data } = tokenResponse.safeParse(await response.json().catch(() => undefined));
  if (!data) throw new Error(`The server at ${issuerUrl} is not the issuer. Set ISSUER_PORT.`);
  if ('access_token' in data) return data.access_token;
  throw new Error(
    data.error === accountGrantErrors.noMember
      ? `The account ${account} has no ${role ?? 'member'}. Check the name of the account, or start with new data: npm start -- --fresh`
      : `The issuer can't read the members of ${account} from the account service. Check its log.`,
  );
}
