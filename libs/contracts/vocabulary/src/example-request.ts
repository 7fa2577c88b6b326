import type { Example, Operation } from './operation.ts';

/** The company of the wireframe; it is in the seed data of every service. */
export const EXAMPLE_ACCOUNT = 'company-ab';

/** The account whose member asks: as the example says, or as its request does, or else the wireframe's. */
export function accountAsking({ account, params, query }: Example): string {
  return account ?? query?.account_id ?? params?.account_id ?? EXAMPLE_ACCOUNT;
}

/** The path of an example's request, with its query. */
export function pathAsked({ path }: Pick<Operation, 'path'>, { params = {}, query = {} }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}
