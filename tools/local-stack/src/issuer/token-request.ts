import { z } from 'zod';

/** The account service may be slow to list members (ms). */
const TIMEOUT_MS = 10_000;

const tokenResponse = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.enum(['no_such_member', 'unavailable']) }),
]);

/** Requests a token of a member of the account from the issuer. Throws an Error with a hint if there is none. */
export async function requestToken(issuerUrl: string, account: string): Promise<string> {
  const response = await fetch(`${issuerUrl}/token?${new URLSearchParams({ account }).toString()}`, {
    method: 'POST',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new Error(`No issuer responds at ${issuerUrl}. Start the stack: npm start`, { cause });
  });
  const { data } = tokenResponse.safeParse(await response.json().catch(() => undefined));
  if (!data) throw new Error(`The server at ${issuerUrl} is not the issuer. Set ISSUER_PORT.`);
  if ('access_token' in data) return data.access_token;
  throw new Error(
    data.error === 'no_such_member'
      ? `The account ${account} has no member. Check the name of the account.`
      : `The issuer can't read the members of ${account} from the account service. Check its log.`,
  );
}
