import { z } from 'zod';

const text = z.string().trim().min(1);
const operation = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\.[A-Za-z]\w*$/, 'must be <service>.<operation>, such as card.listCards');

const test = z.strictObject({ file: text, title: text });

/** Set these fields only if they differ from the element's operation and example. */
const source = { operation: operation.optional(), example: text.optional() };

const value = z.strictObject({
  shows: text,
  ...source,
  /** A JSON pointer (RFC 6901) into the example's response. */
  pointer: z.string(),
  /** A pointer to a list. The element shows the number at `pointer` minus the length of this list. */
  minus_length_of: z.string().optional(),
  is: z.unknown().optional(),
});

/** Every element must define these states: what it shows without data, and what it shows after an error. */
export const STATE_KINDS = ['empty', 'error'] as const;

const state = z.strictObject({
  when: text,
  kind: z.enum(STATE_KINDS).optional(),
  then: text,
  ...source,
  pointer: z.string().optional(),
  is: z.unknown().optional(),
  /** The problem code that the state shows, instead of the value at a pointer. */
  problem: text.optional(),
  test,
});

const staticElement = z.strictObject({
  kind: z.literal('static'),
  number: z.int().min(1),
  element: text,
  because: text,
});

const boundElement = z.strictObject({
  kind: z.literal('bound'),
  number: z.int().min(1),
  element: text,
  operation,
  example: text,
  /** The operation that a tap on the element opens. */
  opens: operation.optional(),
  values: z.array(value).min(1),
  states: z.array(state).min(1),
  never: z.partialRecord(z.enum(STATE_KINDS), z.strictObject({ because: text })).optional(),
  test,
});

export const screenMapSchema = z.strictObject({
  screen: text,
  /** At least one element must cover each of these states. Each name must be the `when` text of a state. */
  must_cover: z.array(text).min(1),
  elements: z.array(z.discriminatedUnion('kind', [staticElement, boundElement])).min(1),
});

export type ScreenMap = z.output<typeof screenMapSchema>;
export type Element = ScreenMap['elements'][number];
export type BoundElement = z.output<typeof boundElement>;
export type Value = z.output<typeof value>;
export type State = z.output<typeof state>;
export type TestPlace = z.output<typeof test>;

export function isBound(element: Element): element is BoundElement {
  return element.kind === 'bound';
}
