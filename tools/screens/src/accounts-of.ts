import type { Example, Operation } from '#contracts/vocabulary';

const ACCOUNT = 'account_id';

/**
 * The accounts in an example's request and response. An error response has none, so this uses
 * an example with the same request that succeeds.
 */
export function accountsOf(operation: Operation, example: Example): string[] {
  const own = accountsIn(example);
  if (own.length > 0 || !example.params) return own;
  const asked = JSON.stringify(example.params);
  return Object.values(operation.examples)
    .filter(({ params }) => JSON.stringify(params) === asked)
    .flatMap(accountsIn);
}

/** The ids in an example's request and response, except account ids. */
export function idsOf(example: Example): string[] {
  return textsOf(example, (key) => key.endsWith('_id') && key !== ACCOUNT);
}

function accountsIn(value: unknown): string[] {
  return textsOf(value, (key) => key === ACCOUNT);
}

/** The strings in fields with these names, at any depth. */
function textsOf(value: unknown, isMeant: (key: string) => boolean): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    typeof part === 'string' && isMeant(key) ? [part] : textsOf(part, isMeant),
  );
}
