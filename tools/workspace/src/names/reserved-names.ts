import ts from 'typescript';
import * as vocabulary from '#contracts/vocabulary';
import type { ReservedNames } from '#libs/briefs';

const { FirstReservedWord, LastFutureReservedWord } = ts.SyntaxKind;

/** `await` and `arguments` are reserved only in modules. */
const keywords = [
  ...Array.from(
    { length: LastFutureReservedWord - FirstReservedWord + 1 },
    (_, index) => ts.tokenToString(FirstReservedWord + index) ?? '',
  ),
  'await',
  'arguments',
];

/** Variable names in generated code. The same code uses the name of the operation's schema. */
const variables = ['row', 'query', 'cursor', 'cursors', 'limit', 'filter', 'refusal'];

/**
 * Names that generated code can't declare. These names are reserved in TypeScript, or would hide a global or
 * a name of the vocabulary.
 */
export const RESERVED_NAMES: ReservedNames = {
  ...reasons(Object.keys(vocabulary), "a name of the contracts' vocabulary"),
  ...reasons(Object.getOwnPropertyNames(globalThis), 'a global of JavaScript'),
  ...reasons(keywords, 'a reserved word of TypeScript'),
};

/** Names that a generated operation can't declare. */
export const RESERVED_IN_OPERATIONS: ReservedNames = {
  ...RESERVED_NAMES,
  ...reasons(variables, 'a variable of the generated code'),
};

function reasons(names: readonly string[], reason: string): ReservedNames {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
