/** `CARD_NOT_FOUND` becomes `CardNotFound`, `listCards` becomes `ListCards`, `credit-check` becomes `CreditCheck`. */
export function pascalCase(name: string): string {
  const words = name === name.toUpperCase() ? name.toLowerCase().split('_') : name.split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
