/** The key of the object with the art of an account's cards. */
export function artKey(accountId: string): string {
  return `card-art/${accountId}.png`;
}
