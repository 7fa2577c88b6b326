import type { SentFile } from './read-file.ts';
import type { Unclear } from './unclear.ts';

/** TypeScript source for a value: its schema, and its examples as literals. */
export interface ValueType {
  readonly schema: string;
  /** The kind and the limits in words: "whole number, 1 to 5". */
  readonly kind: string;
  readonly value: string;
  /** A value that the schema rejects. */
  readonly invalid?: string;
  /** The value without data: 0 for money and counts, null for percentages and rates. */
  readonly nothing?: string;
  /** The example as it appears in a query. */
  readonly text: string;
  /** The unit that the description adds to the schema: "in days". */
  readonly unit?: string;
  /** Notes for the reader of the example: "amounts in öre". */
  readonly exampleNotes?: readonly string[];
  readonly file?: SentFile;
  /** The names to import from the vocabulary. */
  readonly schemaImports: readonly string[];
  readonly valueImports: readonly string[];
}

export type Use = 'shown' | 'sent' | 'filter' | 'bound';

export interface NamedExample {
  readonly name: string;
  readonly example: string;
  readonly told?: string;
}

export type Reading = Partial<ValueType> & Pick<ValueType, 'schema' | 'value' | 'kind'>;
export type Reader = (given: NamedExample, use: Use) => Reading | Unclear | undefined;

export function scalar(schema: string, kind: string, value: string, invalid: string): Reading {
  return { schema, kind, value: quote(value), invalid: quote(invalid), schemaImports: [schema] };
}

export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
