import { z } from 'zod';
import { TOKEN_SECONDS } from '#libs/stand-ins';
import { ACCOUNT_GRANT, ACCOUNT_GRANT_CLIENT, type TokenRole, accountGrantErrors } from './account-grant.ts';

/** The maximum time (ms) for the account service to list members. */
const TIMEOUT_MS = 10_000;

const tokenResponse = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.enum(Object.values(accountGrantErrors)) }),
]);

export interface TokenRequest {
  /**
   * The default is an owner, or any member if the account has no owner. A support user belongs to no account.
   */
  readonly role?: TokenRole;
  /** In seconds. */
  readonly seconds?: number;
}

/** Requests a token from the issuer. Throws an Error with a hint if the issuer returns no token. */
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
