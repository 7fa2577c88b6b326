import { z } from 'zod';

const text = z.string().trim().min(1);

const sent = z.strictObject({ name: text, example: text });
const shown = z.strictObject({
  ...sent.shape,
  from: text,
  sometimes_missing: z.enum(['yes', 'no']).default('no'),
});

/** What a brief holds when every question is answered. */
export const briefSchema = z.strictObject({
  service: text,
  name: text,
  does: text,
  about: text,
  shows: z.enum(['a list', 'one thing']),
  values: z.array(shown).min(1),
  when_nothing: text,
  who: z.enum(['members of the company', 'anybody']),
  changes: text,
  send: z.array(sent).default([]),
  goes_wrong: z.array(z.strictObject({ when: text, told: text })),
  /** The name that the contract gives it; written when the operation is made. */
  operation: text.optional(),
});

export type Brief = z.output<typeof briefSchema>;
export type Value = Brief['values'][number];
export type Fault = Brief['goes_wrong'][number];
