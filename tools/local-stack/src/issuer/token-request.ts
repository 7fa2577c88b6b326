/** The account service may be slow to say who its members are (ms). */
const TIMEOUT_MS = 10_000;

/** Requests a token of a member of the account from the issuer. Throws an Error that says what to do if there is none. */
export async function requestToken(issuerUrl: string, account: string): Promise<string> {
  const response = await fetch(`${issuerUrl}/token?${new URLSearchParams({ account }).toString()}`, {
    method: 'POST',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new Error(`No issuer responds at ${issuerUrl}. Start the stack: npm start`, { cause });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (isToken(body)) return body.access_token;
  if (isError(body) && body.error === 'no_such_member')
    throw new Error(`Nobody is a member of ${account}. Check the name of the account.`);
  if (isError(body) && body.error === 'unavailable')
    throw new Error(`The issuer can't ask the account service who is a member of ${account}. Check its log.`);
  throw new Error(`Something that is not the issuer responds at ${issuerUrl}. Set ISSUER_PORT.`);
}

function isToken(body: unknown): body is { readonly access_token: string } {
  return typeof body === 'object' && body !== null && 'access_token' in body;
}

function isError(body: unknown): body is { readonly error: string } {
  return typeof body === 'object' && body !== null && 'error' in body;
}
