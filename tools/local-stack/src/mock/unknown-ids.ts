import { platformProblems, problemsOf } from '#contracts/vocabulary';
import { type RequestRefusal, refusalDetails } from '#libs/http-rules';
import type { Call } from './call.ts';
import { accountOf } from './example-accounts.ts';
import { isRecord, keyInPath } from './entity.ts';
import type { Received } from './received.ts';

const { accountNotFound } = platformProblems;

/**
 * Returns 404 for an unknown account, or for an unknown entity in the path. The mock knows an entity if an
 * example contains it or a request created it. A removed entity is unknown.
 */
export function refuseUnknownIds(call: Call): RequestRefusal | undefined {
  const { operation, received, request, accounts, scenarios, written } = call;
  const account = requestedAccount(received);
  if (account !== undefined && !accounts.hasId('account_id', account) && !scenarios.has(account)) {
    const problem = problemsOf(operation).find(({ code }) => code === accountNotFound.code);
    return problem && { problem, detail: refusalDetails.noSuchAccount };
  }
  // An operation without examples, such as a page, doesn't define which ids exist.
  if (Object.keys(operation.examples).length === 0) return undefined;
  const key = keyInPath(operation, request.params);
  const isKnown = key && (accounts.hasId(key.name, key.id) || written.find(key));
  if (!key || (isKnown && !written.isRemoved(key))) return undefined;
  const problem = operation.problems.find(({ status }) => status === 404);
  return problem && { problem, detail: problem.title };
}

function requestedAccount(received: Received): string | undefined {
  const account = accountOf(received) ?? (isRecord(received.body) ? received.body.account_id : undefined);
  return typeof account === 'string' ? account : undefined;
}
