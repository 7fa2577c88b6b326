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

export interface Preference {
  readonly code?: string;
  /** The name of an example. If the preference also has a status code, this can be a problem code. */
  readonly example?: string;
  /** The longest time that the caller wants to wait for the response (s). */
  readonly wait?: number;
}

/**
 * Scenarios in addition to the examples. Every operation has `slow`. An operation that can return FORBIDDEN
 * also has `forbidden`.
 */
const FORBIDDEN = 'forbidden';
export const SLOW = 'slow';

/** Parses `code`, `example` and `wait` in a Prefer header, and ignores other preferences. */
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

export function appliedText(preference: Preference): string {
  return Object.entries(preference)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

export function scenariosOf(contracts: readonly Contract[]): ReadonlySet<string> {
  const names = contracts.flatMap(operationsOf).flatMap(({ examples }) => Object.keys(examples));
  return new Set([...names, FORBIDDEN, SLOW]);
}

/**
 * The summaries of all scenarios, by name. If several operations have the same scenario, the summary comes
 * from the first operation.
 */
export function summariesOf(contracts: readonly Contract[]): Record<string, string> {
  const examples = contracts.flatMap(operationsOf).flatMap((operation) => Object.entries(operation.examples));
  return Object.fromEntries(examples.reverse().map(([name, { summary }]) => [name, summary]));
}

export function scenariosOfOperation(operation: Operation): string[] {
  const mayForbid = problemsOf(operation).includes(platformProblems.forbidden);
  return [...new Set([...Object.keys(operation.examples), SLOW, ...(mayForbid ? [FORBIDDEN] : [])])];
}

/** Ignores a preferred example that only other operations have. */
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

/**
 * Returns the scenario that has the same name as the requested account. Returns undefined if the account has
 * its own example.
 */
export function scenarioOfAccount(operation: Operation, received: Received): string | undefined {
  const account = accountOf(received);
  if (typeof account !== 'string' || !scenariosOfOperation(operation).includes(account)) return undefined;
  const hasExample = Object.values(operation.examples).some((example) => accountOf(example) === account);
  return hasExample ? undefined : account;
}
