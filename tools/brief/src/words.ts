/** The words of a plain text, lower case, without accents and signs. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase();
  return plain.match(/[a-z0-9]+/g) ?? [];
}

export const snakeCase = (text: string) => wordsOf(text).join('_');
export const kebabCase = (text: string) => wordsOf(text).join('-');
export const pascalCase = (text: string) => wordsOf(text).map(capital).join('');

/** As names of operations and constants are written. */
export function camelCase(text: string): string {
  const [first = '', ...rest] = wordsOf(text);
  return first + rest.map(capital).join('');
}

/** More than one of a thing; the last word tells how. */
export function plural(text: string): string {
  if (/[^aeiou]y$/.test(text)) return text.replace(/y$/, 'ies');
  if (/(s|x|z|ch|sh)$/.test(text)) return `${text}es`;
  return `${text}s`;
}

/** With a capital letter in front. */
export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
