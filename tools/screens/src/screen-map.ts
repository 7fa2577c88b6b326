import { z } from 'zod';

const text = z.string().trim().min(1);
const operation = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\.[A-Za-z]\w*$/, 'must be <service>.<operation>, such as card.listCards');

/** Where a test is: its file, and its title as it is written there. */
const test = z.strictObject({ file: text, title: text });

/** The operation and example of a value or state, where they are not the element's own. */
const source = { operation: operation.optional(), example: text.optional() };

const value = z.strictObject({
  shows: text,
  ...source,
  /** A JSON pointer (RFC 6901) into the example's response. */
  pointer: z.string(),
  /** Pointer to a list whose length is taken off the number at `pointer`. */
  minus_length_of: z.string().optional(),
  /** What the wireframe shows there. */
  is: z.unknown().optional(),
});

/** What an element has to say of itself: what it shows where there is nothing, and where something goes wrong. */
export const STATE_KINDS = ['empty', 'error'] as const;

const state = z.strictObject({
  when: text,
  kind: z.enum(STATE_KINDS).optional(),
  then: text,
  ...source,
  pointer: z.string().optional(),
  is: z.unknown().optional(),
  /** The code of the error, in place of a pointer. */
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
  /** What a tap does. */
  opens: operation.optional(),
  values: z.array(value).min(1),
  states: z.array(state).min(1),
  /** Why there can be no state of a kind. */
  never: z.partialRecord(z.enum(STATE_KINDS), z.strictObject({ because: text })).optional(),
  test,
});

/** Which element of a screen shows what, from where, and in which states. */
export const screenMapSchema = z.strictObject({
  screen: text,
  /** The states that some element has to answer, by the name that its `when` has. */
  answers: z.array(text).min(1),
  elements: z.array(z.discriminatedUnion('kind', [staticElement, boundElement])).min(1),
});

export type ScreenMap = z.output<typeof screenMapSchema>;
export type Element = ScreenMap['elements'][number];
export type BoundElement = z.output<typeof boundElement>;
export type Value = z.output<typeof value>;
export type State = z.output<typeof state>;
export type TestPlace = z.output<typeof test>;

/** Whether an element shows something of an operation. */
export function isBound(element: Element): element is BoundElement {
  return element.kind === 'bound';
}
