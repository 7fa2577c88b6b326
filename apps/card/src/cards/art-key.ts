/** The object that holds the art of an account's cards. */
export function artKey(accountId: string): string {
  return `card-art/${accountId}.png`;
}
