/** `CARD_NOT_FOUND`, `listCards` or `credit-check` as `CardNotFound`, `ListCards` or `CreditCheck`. */
export function pascalCase(name: string): string {
  const words = name === name.toUpperCase() ? name.toLowerCase().split('_') : name.split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
