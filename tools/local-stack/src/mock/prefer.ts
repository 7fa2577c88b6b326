import {
  type Contract,
  type Operation,
  operationsOf,
  platformProblems,
  problemsOf,
} from '#contracts/vocabulary';
import { accountOf } from './example-accounts.ts';
import { parsePrefer } from './parse-prefer.ts';
import type { Received } from './received.ts';

/** The preferences in a `Prefer` header (RFC 7240) that the mock knows. */
export interface Preference {
  /** The status of the response. */
  readonly code?: string;
  /** The name of an example; together with a code, also the code of a problem. */
  readonly example?: string;
  /** The longest time that the caller waits for the response (s). */
  readonly wait?: number;
}

/**
 * Scenarios that operations have in addition to their examples. Only an operation that can return FORBIDDEN has
 * `forbidden`.
 */
const FORBIDDEN = 'forbidden';
export const SLOW = 'slow';

/** Reads `code`, `example` and `wait` from a Prefer header, and ignores other preferences. */
export function readPreference(header: string): Preference | undefined {
  const preferences = parsePrefer(header);
  const [code, example, wait] = ['code', 'example', 'wait'].map((name) => preferences.get(name) || undefined);
  const seconds = wait !== undefined && /^\d{1,6}$/.test(wait) ? Number(wait) : undefined;
  if ([code, example, seconds].every((value) => value === undefined)) return undefined;
  return {
    ...(code !== undefined && { code }),
    ...(example !== undefined && { example }),
    ...(seconds !== undefined && { wait: seconds }),
  };
}

/** The value of Preference-Applied. */
export function appliedText(preference: Preference): string {
  return Object.entries(preference)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

/** The names of all scenarios that some operation has. */
export function scenariosOf(contracts: readonly Contract[]): ReadonlySet<string> {
  const names = contracts.flatMap(operationsOf).flatMap(({ examples }) => Object.keys(examples));
  return new Set([...names, FORBIDDEN, SLOW]);
}

/** The summaries of the scenarios of all operations, by name. The first operation with a scenario describes it. */
export function summariesOf(contracts: readonly Contract[]): Record<string, string> {
  const examples = contracts.flatMap(operationsOf).flatMap((operation) => Object.entries(operation.examples));
  return Object.fromEntries(examples.reverse().map(([name, { summary }]) => [name, summary]));
}

/** The names of the scenarios of one operation. */
export function scenariosOfOperation(operation: Operation): string[] {
  const mayForbid = problemsOf(operation).includes(platformProblems.forbidden);
  return [...new Set([...Object.keys(operation.examples), SLOW, ...(mayForbid ? [FORBIDDEN] : [])])];
}

/** Removes the preferred example if other operations have a scenario with that name, but this operation has none. */
export function applicablePreference(
  operation: Operation,
  preference: Preference | undefined,
  known: ReadonlySet<string>,
): Preference | undefined {
  const { code, example, wait } = preference ?? {};
  if (code !== undefined || example === undefined) return preference;
  if (!known.has(example) || scenariosOfOperation(operation).includes(example)) return preference;
  return wait === undefined ? undefined : { wait };
}

/** An account named after a scenario selects that scenario, unless the account has an example. */
export function scenarioOfAccount(operation: Operation, received: Received): string | undefined {
  const account = accountOf(received);
  if (typeof account !== 'string' || !scenariosOfOperation(operation).includes(account)) return undefined;
  const hasExample = Object.values(operation.examples).some((example) => accountOf(example) === account);
  return hasExample ? undefined : account;
}
