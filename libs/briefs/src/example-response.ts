import type { Design } from './design.ts';
import type { Field } from './field.ts';
import { plural, snakeCase } from './words.ts';

/** A string or an amount in the TypeScript of an example. */
const LITERAL = /'((?:[^'\\]|\\.)*)'|sek\((-?\d+)\)/gs;

/** A key without quotes. */
const KEY = /([{,]\s*)(\w+):/g;

/** The response of the example `filled`, as the contract will have it. */
export function exampleResponse({ shape, fields, about }: Design): unknown {
  const item = Object.fromEntries(fields.map((field) => [field.name, readValue(field)]));
  if (shape === 'one') return { data: item };
  if (shape === 'several') return { data: { [snakeCase(plural(about))]: [item] } };
  return { data: [item], page: { next_cursor: null, total_count: null } };
}

function readValue({ value }: Field): unknown {
  const json = value.replace(LITERAL, (_, text: string | undefined, amount: string | undefined) =>
    amount === undefined ? JSON.stringify(unescape(text ?? '')) : `{"amount":${amount},"currency":"SEK"}`,
  );
  return JSON.parse(json.replace(KEY, '$1"$2":'));
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}
