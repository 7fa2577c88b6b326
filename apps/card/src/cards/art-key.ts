export function artKey(accountId: string): string {
  return `card-art/${accountId}.png`;
}
