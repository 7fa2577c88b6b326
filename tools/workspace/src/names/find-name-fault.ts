import ts from 'typescript';
import * as vocabulary from '#contracts/vocabulary';

const GLOBALS = new Set(Object.getOwnPropertyNames(globalThis));
const VOCABULARY = new Set(Object.keys(vocabulary));

/**
 * Why an identifier made from a person's words can't be declared in generated code: TypeScript reserves it, it hides a
 * global or a name of the contracts' vocabulary, or `taken` has it. Undefined if it is free.
 */
export function findNameFault(
  identifier: string,
  taken: ReadonlySet<string> = new Set(),
): string | undefined {
  if (isKeyword(identifier)) return `"${identifier}" is a reserved word of TypeScript`;
  if (GLOBALS.has(identifier)) return `"${identifier}" is a global of JavaScript`;
  if (VOCABULARY.has(identifier)) return `"${identifier}" is a name of the contracts' vocabulary`;
  if (taken.has(identifier)) return `"${identifier}" exists already`;
  return undefined;
}

function isKeyword(text: string): boolean {
  const kind = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text).scan();
  return kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastFutureReservedWord;
}
