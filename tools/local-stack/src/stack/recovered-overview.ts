import { setTimeout as delay } from 'node:timers/promises';
import { accountContract } from '#contracts/account';
import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { requestToken } from '../issuer/token-request.ts';

const { getOverview } = accountContract.operations;
const PAUSE_MS = 100;

export interface StackUrls {
  readonly edgeUrl: string;
  readonly issuerUrl: string;
}

/** Reads the overview of the company in the wireframe. Throws an Error if the response is not a success. */
export async function readOverview({ edgeUrl, issuerUrl }: StackUrls) {
  const response = await fetch(edgeUrl + getOverview.path.replace('{account_id}', EXAMPLE_ACCOUNT), {
    headers: { authorization: `Bearer ${await requestToken(issuerUrl, EXAMPLE_ACCOUNT)}` },
  });
  if (!response.ok) throw new Error(`The overview responded ${response.status}`);
  return getOverview.responses[200].schema.parse(await response.json()).data;
}

/**
 * Reads the overview until no section is missing, because circuit breakers reject calls for some time after a service
 * was down. Counts attempts instead of time, so that a slow machine gets the same number of attempts. Returns the last
 * overview.
 */
export async function recoveredOverview(stack: StackUrls, checks: number) {
  for (let check = 1; ; check += 1) {
    const overview = await readOverview(stack);
    const isComplete = Object.values(overview.sections).every((section) => section === 'ok');
    if (isComplete || check >= checks) return overview;
    await delay(PAUSE_MS);
  }
}
