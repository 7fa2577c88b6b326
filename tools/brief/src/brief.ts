import { z } from 'zod';
import { wordsOf } from './words.ts';

const text = z.string().trim().min(1);
/** What names are made of. */
const words = text.refine((value) => /^[a-z]/.test(wordsOf(value).join('')));

const sent = z.strictObject({ name: words, example: text });
const shown = z.strictObject({
  ...sent.shape,
  from: text,
  sometimes_missing: z.enum(['yes', 'no']).default('no'),
});

/** What a brief holds when every question is answered. */
export const briefSchema = z.strictObject({
  service: text,
  name: words,
  does: text,
  about: words,
  shows: z.enum(['a list', 'one thing']),
  values: z.array(shown).min(1),
  when_nothing: text,
  who: z.enum(['members of the company', 'anybody']),
  changes: words,
  send: z.array(sent).default([]),
  goes_wrong: z.array(z.strictObject({ when: words, told: text })),
  /** The name that the contract gives it; written when the operation is made. */
  operation: text.optional(),
});

export type Brief = z.output<typeof briefSchema>;
export type Value = Brief['values'][number];
export type Fault = Brief['goes_wrong'][number];
