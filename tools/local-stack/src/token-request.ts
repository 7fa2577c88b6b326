/** A token of a member of the account, from the issuer. Throws an Error that says what to do if there is none. */
export async function requestToken(issuerUrl: string, account: string): Promise<string> {
  const response = await fetch(`${issuerUrl}/token?${new URLSearchParams({ account }).toString()}`, {
    method: 'POST',
  }).catch(() => {
    throw new Error(`No issuer answers at ${issuerUrl}; is the stack running (npm start)?`);
  });
  if (response.status === 404) throw new Error(`Nobody is a member of ${account}; is the name right?`);
  const answer: unknown = await response.json();
  if (isToken(answer)) return answer.access_token;
  throw new Error(`The issuer answered ${response.status}; is the account service up?`);
}

function isToken(answer: unknown): answer is { access_token: string } {
  return typeof answer === 'object' && answer !== null && 'access_token' in answer;
}
