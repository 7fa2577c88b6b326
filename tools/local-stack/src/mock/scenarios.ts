import {
  type Contract,
  type Operation,
  operationsOf,
  platformProblems,
  problemsOf,
} from '#contracts/vocabulary';
import type { Asked } from './matching-example.ts';
import type { Preference } from './preference.ts';

/** The scenarios that every operation for members has, whatever its examples. */
export const FORBIDDEN = 'forbidden';
export const SLOW = 'slow';

/** The names of all scenarios that some operation has. */
export function scenariosOf(contracts: readonly Contract[]): ReadonlySet<string> {
  const names = contracts.flatMap(operationsOf).flatMap(({ examples }) => Object.keys(examples));
  return new Set([...names, FORBIDDEN, SLOW]);
}

/** The names of the scenarios of one operation. */
export function scenariosOfOperation(operation: Operation): string[] {
  const mayForbid = problemsOf(operation).includes(platformProblems.forbidden);
  return [...Object.keys(operation.examples), SLOW, ...(mayForbid ? [FORBIDDEN] : [])];
}

/** What of a preference is meant for an operation: a scenario that others alone have is not. */
export function meantFor(
  operation: Operation,
  preference: Preference | undefined,
  known: ReadonlySet<string>,
): Preference | undefined {
  const { code, example } = preference ?? {};
  if (code !== undefined || example === undefined) return preference;
  return known.has(example) && !scenariosOfOperation(operation).includes(example) ? undefined : preference;
}

/** Accounts by the names of scenarios show them, for apps that can't set headers, where no example is theirs. */
export function scenarioOfAccount(operation: Operation, { params, query }: Asked): string | undefined {
  const account = params.account_id ?? query.account_id;
  if (typeof account !== 'string' || !scenariosOfOperation(operation).includes(account)) return undefined;
  const isOfAccount = Object.values(operation.examples).some(
    (example) => (example.params?.account_id ?? example.query?.account_id) === account,
  );
  return isOfAccount ? undefined : account;
}
