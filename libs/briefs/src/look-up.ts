/**
 * Finds the value of a word from a brief in a record. `record[word]` would also find inherited names, such as
 * `constructor`.
 */
export function lookUp<T>(record: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(record, word) ? record[word] : undefined;
}
