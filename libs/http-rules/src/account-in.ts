/** The `account_id` in a part of a request: its parameters, query or body. */
export function accountIn(part: unknown): unknown {
  return typeof part === 'object' && part !== null && 'account_id' in part ? part.account_id : undefined;
}
