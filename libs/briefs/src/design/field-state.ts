import type { Field } from './field.ts';

/** What a response in an example shows. In `partial`, the last callee is unavailable and its values are missing. */
export type State = 'filled' | 'empty' | 'partial';

export function inState(field: Field, state: State): Field {
  if (state === 'partial') return { ...field, value: field.partial ?? field.value };
  if (state === 'empty') return { ...field, value: field.nothing ?? field.value };
  return field;
}
