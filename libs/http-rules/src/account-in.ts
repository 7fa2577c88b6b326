export function accountIn(part: unknown): unknown {
  return typeof part === 'object' && part !== null && 'account_id' in part ? part.account_id : undefined;
}
