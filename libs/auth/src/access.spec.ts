import type { Access } from '#contracts/vocabulary';
import { type ProblemError } from '#libs/runtime';
import { type Caller, authorizeAccess, authorizeAccount, authorizeOwner } from './index.ts';

const anonymous: Caller = { kind: 'anonymous' };
const member: Caller = {
  kind: 'member',
  userId: 'user-anna',
  accountIds: ['company-ab'],
  ownedAccountIds: [],
};
const owner: Caller = {
  kind: 'member',
  userId: 'user-bo',
  accountIds: ['company-ab', 'company-ef'],
  ownedAccountIds: ['company-ab'],
};
const support: Caller = { kind: 'support', userId: 'support-cleo' };
const machine: Caller = { kind: 'machine', name: 'issuer', scopes: ['memberships.read'] };

function outcomeOf(work: () => void): string {
  try {
    work();
    return 'may';
  } catch (error) {
    return (error as ProblemError).problem.code;
  }
}

it.each<[Access, string, string, string, string, string]>([
  ['public', 'may', 'may', 'may', 'may', 'may'],
  ['member', 'UNAUTHENTICATED', 'may', 'may', 'FORBIDDEN', 'FORBIDDEN'],
  ['owner', 'UNAUTHENTICATED', 'FORBIDDEN', 'may', 'FORBIDDEN', 'FORBIDDEN'],
  ['support', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'may', 'FORBIDDEN'],
  ['machine:memberships.read', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'may'],
  ['machine:memberships', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
  ['machine:memberships.write', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
  ['machine:memberships.read.all', 'UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
])(
  'results of the access rule %s: anonymous %s, member %s, owner %s, support %s, machine %s',
  (access, ...outcomes) => {
    const callers = [anonymous, member, owner, support, machine];
    expect(callers.map((caller) => outcomeOf(() => authorizeAccess(access, caller)))).toEqual(outcomes);
  },
);

it.each<[string, Caller, string, string]>([
  ['a member sees their own account', member, 'company-ab', 'may'],
  ['a member sees no account of a different company', member, 'company-cd', 'ACCOUNT_NOT_FOUND'],
  [
    'a member does not see an account whose id is only the beginning of their own id',
    member,
    'company',
    'ACCOUNT_NOT_FOUND',
  ],
  ['an employee in support sees no account as a member', support, 'company-ab', 'ACCOUNT_NOT_FOUND'],
  ['a machine sees no account', machine, 'company-ab', 'ACCOUNT_NOT_FOUND'],
  ['an anonymous caller sees no account', anonymous, 'company-ab', 'ACCOUNT_NOT_FOUND'],
])('authorizeAccount: %s', (_, caller, accountId, outcome) => {
  expect(outcomeOf(() => authorizeAccount(caller, accountId))).toBe(outcome);
});

it.each<[string, Caller, string, string]>([
  ['an owner may use their own account', owner, 'company-ab', 'may'],
  ['an owner of one account can be only a member of a second account', owner, 'company-ef', 'FORBIDDEN'],
  ['an owner sees no account of a different company', owner, 'company-cd', 'ACCOUNT_NOT_FOUND'],
  ['a member is not an owner', member, 'company-ab', 'FORBIDDEN'],
  ['an employee in support is not an owner', support, 'company-ab', 'ACCOUNT_NOT_FOUND'],
  ['a machine is not an owner', machine, 'company-ab', 'ACCOUNT_NOT_FOUND'],
])('authorizeOwner: %s', (_, caller, accountId, outcome) => {
  expect(outcomeOf(() => authorizeOwner(caller, accountId))).toBe(outcome);
});
