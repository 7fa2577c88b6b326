import type { Design } from './design.ts';
import type { Field } from './field.ts';
import { type State, inState } from './field-state.ts';
import type { PlannedExample } from './plan-examples.ts';
import { plural, snakeCase } from '../words.ts';

/** A string, or an amount such as `sek(500)`. */
const LITERAL = /'((?:[^'\\]|\\.)*)'|sek\((-?\d+)\)/gs;

const KEY = /([{,]\s*)(\w+):/g;

export interface ExampleRequest {
  readonly address: string;
  readonly body?: unknown;
}

/** Converts the example response to JSON. Undefined for a response without a body. */
export function exampleResponse({ shape, fields, about, status }: Design, state: State = 'filled'): unknown {
  if (status === 204) return undefined;
  const item = readValues(fields.map((field) => inState(field, state)));
  if (shape === 'one') return { data: item };
  if (shape === 'several') return { data: { [snakeCase(plural(about))]: [item] } };
  return {
    data: state === 'empty' ? [] : [item],
    page: { next_cursor: null, total_count: null },
  };
}

/** The request as an app sends it. */
export function exampleRequest({ method, path, body }: Design, example: PlannedExample): ExampleRequest {
  const { params = {}, query = {} } = example;
  const filled = path.replaceAll(/\{(\w+)\}/g, (all, name: string) => params[name] ?? all);
  const search = new URLSearchParams(query).toString();
  const address = `${method} ${filled}${search === '' ? '' : `?${search}`}`;
  return { address, ...(body.length > 0 && { body: readValues(body) }) };
}

function readValues(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, readValue(value)]));
}

function readValue(value: string): unknown {
  const json = value.replace(LITERAL, (_, text: string | undefined, amount: string | undefined) =>
    amount === undefined ? JSON.stringify(unescape(text ?? '')) : `{"amount":${amount},"currency":"SEK"}`,
  );
  return JSON.parse(json.replace(KEY, '$1"$2":'));
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}
