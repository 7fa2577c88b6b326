import ts from 'typescript';
import * as vocabulary from '#contracts/vocabulary';
import type { ReservedNames } from '#libs/briefs';

const { FirstReservedWord, LastFutureReservedWord } = ts.SyntaxKind;

const keywords = Array.from(
  { length: LastFutureReservedWord - FirstReservedWord + 1 },
  (_, index) => ts.tokenToString(FirstReservedWord + index) ?? '',
);

/**
 * Names that generated code can't declare. TypeScript reserves them, or they would hide a global or a name of the
 * vocabulary.
 */
export const RESERVED_NAMES: ReservedNames = {
  ...reasons(Object.keys(vocabulary), "a name of the contracts' vocabulary"),
  ...reasons(Object.getOwnPropertyNames(globalThis), 'a global of JavaScript'),
  ...reasons(keywords, 'a reserved word of TypeScript'),
};

function reasons(names: readonly string[], reason: string): ReservedNames {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
