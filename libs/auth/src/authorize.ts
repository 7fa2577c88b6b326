import { type Access, platformProblems } from '#contracts/vocabulary';
import { refusalDetails } from '#libs/http-rules';
import { ProblemError } from '#libs/runtime';
import { AuthenticationError } from './authentication-error.ts';
import type { Caller } from './caller.ts';

export function authorizeAccess(access: Access, caller: Caller): void {
  if (access === 'public') return;
  if (caller.kind === 'anonymous') {
    throw new AuthenticationError('no_token', 'Send a bearer token in the Authorization header');
  }
  if (access === 'member' && caller.kind === 'member') return;
  if (access === 'owner') return requireAnOwner(caller);
  if (access === 'support') return requireSupport(caller);
  if (caller.kind === 'machine' && caller.scopes.some((scope) => access === `machine:${scope}`)) return;
  throw new ProblemError(platformProblems.forbidden);
}

/** A member who owns no account gets FORBIDDEN for every id, so the response doesn't reveal which ids exist. */
function requireAnOwner(caller: Caller): void {
  if (caller.kind !== 'member') throw new ProblemError(platformProblems.forbidden);
  if (caller.ownedAccountIds.length === 0) throw onlyOwners();
}

function requireSupport({ kind }: Caller): void {
  if (kind !== 'support') throw new ProblemError(platformProblems.forbidden, refusalDetails.onlySupport);
}

export function authorizeAccount(caller: Caller, accountId: string): void {
  if (caller.kind === 'member' && caller.accountIds.includes(accountId)) return;
  throw accountNotFound();
}

/**
 * Throws ACCOUNT_NOT_FOUND if the caller lacks the account, and FORBIDDEN if the caller doesn't own it. The guard
 * calls this function for accounts in the request. A service calls this function for the account of an entity that
 * the service has read.
 */
export function authorizeOwner(caller: Caller, accountId: string): void {
  authorizeAccount(caller, accountId);
  if (caller.kind !== 'member' || !caller.ownedAccountIds.includes(accountId)) throw onlyOwners();
}

function onlyOwners(): ProblemError {
  return new ProblemError(platformProblems.forbidden, refusalDetails.onlyOwners);
}

/**
 * Callers get this problem for an unknown id and for an account of a different company. So the response doesn't
 * reveal which accounts exist.
 */
export function accountNotFound(): ProblemError {
  return new ProblemError(platformProblems.accountNotFound, refusalDetails.noSuchAccount);
}
