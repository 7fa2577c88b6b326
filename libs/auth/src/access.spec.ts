import type { Access } from '#contracts/vocabulary';
import { type ProblemError } from '#libs/runtime';
import { type Caller, authorizeAccess, authorizeAccount } from './index.ts';

const anonymous: Caller = { kind: 'anonymous' };
const member: Caller = { kind: 'member', userId: 'user-anna', accountIds: ['company-ab'] };
const machine: Caller = { kind: 'machine', name: 'issuer', scopes: ['memberships.read'] };

function outcomeOf(work: () => void): string {
  try {
    work();
    return 'may';
  } catch (error) {
    return (error as ProblemError).problem.code;
  }
}

it.each<[Access, string, string, string]>([
  ['public', 'may', 'may', 'may'],
  ['member', 'UNAUTHENTICATED', 'may', 'FORBIDDEN'],
  ['machine:memberships.read', 'UNAUTHENTICATED', 'FORBIDDEN', 'may'],
  ['machine:memberships', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN'],
  ['machine:memberships.write', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN'],
  ['machine:memberships.read.all', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN'],
])('access rule %s decides: anonymous %s, member %s, machine %s', (access, ...outcomes) => {
  const callers = [anonymous, member, machine];
  expect(callers.map((caller) => outcomeOf(() => authorizeAccess(access, caller)))).toEqual(outcomes);
});

it.each<[string, Caller, string, string]>([
  ['a member sees their own account', member, 'company-ab', 'may'],
  ['a member sees no other account', member, 'company-cd', 'ACCOUNT_NOT_FOUND'],
  ['a member sees no account whose id only starts with their own', member, 'company', 'ACCOUNT_NOT_FOUND'],
  ['a machine sees no account', machine, 'company-ab', 'ACCOUNT_NOT_FOUND'],
  ['an anonymous caller sees no account', anonymous, 'company-ab', 'ACCOUNT_NOT_FOUND'],
])('%s', (_, caller, accountId, outcome) => {
  expect(outcomeOf(() => authorizeAccount(caller, accountId))).toBe(outcome);
});
