import type { Field } from './field.ts';

/**
 * The state that an example of a response shows. In the state `partial`, the last callee is unavailable, and its
 * values are missing.
 */
export type State = 'filled' | 'empty' | 'partial';

/** The field with the value that it has in a state. */
export function inState(field: Field, state: State): Field {
  if (state === 'partial') return { ...field, value: field.partial ?? field.value };
  if (state === 'empty') return { ...field, value: field.nothing ?? field.value };
  return field;
}
