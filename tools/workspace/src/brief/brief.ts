import { z } from 'zod';
import { wordsOf } from './words.ts';

const text = z.string().trim().min(1);
/** A text from which names are made. */
const words = text.refine((value) => /^[a-z]/.test(wordsOf(value).join('')));

const sent = z.strictObject({ name: words, example: text });
const shown = z.strictObject({
  ...sent.shape,
  from: text,
  sometimes_missing: z.enum(['yes', 'no']).default('no'),
});

/** A complete brief. */
export const briefSchema = z.strictObject({
  service: text,
  name: words,
  does: text,
  about: words,
  /** The plural of `about`, for words whose plural the dictionary gets wrong. */
  plural: words.optional(),
  shows: z.enum(['a list', 'one thing']),
  values: z.array(shown).min(1),
  when_nothing: text,
  who: z.enum(['members of the company', 'anybody']),
  changes: words,
  send: z.array(sent).default([]),
  goes_wrong: z.array(z.strictObject({ when: words, told: text })),
  /** The operation's name in the contract. The generator writes it. */
  operation: text.optional(),
});

export type Brief = z.output<typeof briefSchema>;
export type Value = Brief['values'][number];
export type Fault = Brief['goes_wrong'][number];

/** Whether the operation changes anything. */
export function isChange({ changes }: Pick<Brief, 'changes'>): boolean {
  return changes.toLowerCase() !== 'no';
}
