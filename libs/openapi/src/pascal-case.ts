/**
 * Converts a name to Pascal case: `CARD_NOT_FOUND` to `CardNotFound`, `listCards` to `ListCards`, `credit-check` to
 * `CreditCheck`.
 */
export function pascalCase(name: string): string {
  const words = name === name.toUpperCase() ? name.toLowerCase().split('_') : name.split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
