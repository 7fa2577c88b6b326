import type { SentFile } from './read-file.ts';
import type { Unclear } from './unclear.ts';

/** The TypeScript of a value: its schema, and examples as literals. */
export interface ValueType {
  readonly schema: string;
  /** The kind of value in words, with its limits. */
  readonly kind: string;
  readonly value: string;
  /** A value that the schema refuses. Undefined for a value in a response. */
  readonly invalid?: string;
  /** The value when there is no data: 0 for money and counts, null for percentages and rates. */
  readonly nothing?: string;
  /** The value as a query parameter's text. */
  readonly text: string;
  /** The part of a response's description that the schema can't express. */
  readonly unit?: string;
  /** What a reader of an example must know about the value: "amounts in öre". */
  readonly exampleNotes?: readonly string[];
  /** The file that the value announces. */
  readonly file?: SentFile;
  /** The names that the schema and the value import from the vocabulary. */
  readonly schemaImports: readonly string[];
  readonly valueImports: readonly string[];
}

/**
 * Where a value occurs: in a response, in a body, as a filter in the query, or as the minimum or maximum of such a filter.
 */
export type Use = 'shown' | 'sent' | 'filter' | 'bound';

export interface NamedExample {
  readonly name: string;
  readonly example: string;
  /** The message for a value outside its limits, if the author gives one. */
  readonly told?: string;
}

export type Reading = Partial<ValueType> & Pick<ValueType, 'schema' | 'value' | 'kind'>;
export type Reader = (given: NamedExample, use: Use) => Reading | Unclear | undefined;

export function scalar(schema: string, kind: string, value: string, invalid: string): Reading {
  return { schema, kind, value: quote(value), invalid: quote(invalid), schemaImports: [schema] };
}

/** The text as a TypeScript string literal. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
