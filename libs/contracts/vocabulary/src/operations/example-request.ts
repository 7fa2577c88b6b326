import type { Example, Operation } from './operation.ts';

/** The company in the design of the home screen. The seed data of every service contains this company. */
export const EXAMPLE_ACCOUNT = 'company-ab';

/**
 * Returns the account of the example. If the example has no account, returns the account in the request, or
 * EXAMPLE_ACCOUNT.
 */
export function accountOfCaller({ account, params, query }: Example): string {
  return account ?? query?.account_id ?? params?.account_id ?? EXAMPLE_ACCOUNT;
}

export function pathOfExample(
  { path }: Pick<Operation, 'path'>,
  { params = {}, query = {} }: Example,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}
