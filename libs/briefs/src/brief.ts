import { z } from 'zod';
import { SHOWS, WHO, changeIn, showsIn, whoIn } from './questions.ts';
import { wordsOf } from './words.ts';

const text = z.string().trim().min(1);
/** A text from which names are made. */
const words = text.refine((value) => /^[a-z]/.test(wordsOf(value).join('')));
const sentence = text.refine((value) => /\p{L}/u.test(value));
const no = z.enum(['yes', 'no']).default('no');

const sent = z.strictObject({ name: words, example: text, optional: no });
const filter = z.strictObject({ name: words, example: text, always: no });
const shown = z.strictObject({
  name: words,
  example: text,
  from: text,
  /** The other service that owns the value. */
  service: text.optional(),
  sometimes_missing: no,
  /** The value of a summary that has no data, or "missing". */
  empty: text.optional(),
});

/** A complete brief. */
export const briefSchema = z.strictObject({
  service: text,
  name: words,
  does: sentence,
  about: words,
  /** The plural of `about`, for words whose plural the dictionary gets wrong. */
  plural: words.optional(),
  /** The larger thing to which the thing under `about` belongs. */
  inside: words.optional(),
  shows: text.transform(showsIn).pipe(z.enum(SHOWS)),
  find_by: z.array(filter).default([]),
  order: text.optional(),
  values: z.array(shown),
  when_nothing: sentence,
  who: text.transform(whoIn).pipe(z.enum(WHO.map(({ answer }) => answer))),
  changes: words.transform(changeIn),
  if_one_fails: text.optional(),
  send: z.array(sent).default([]),
  goes_wrong: z.array(z.strictObject({ when: words, told: sentence })),
  /** Where the user finds the thing, if no operation shows it yet: the name of a different brief. */
  found_in: text.optional(),
  /** The operation that gets the filters of the brief. */
  extends: text.optional(),
  /** The operation's name in the contract. The generator writes it. */
  operation: text.optional(),
});

/** A value that the user sends. */
export interface SentValue extends z.output<typeof sent> {
  /** The message for a value outside its limits, if a case of the brief has one. */
  readonly told?: string;
}

/** A value by which the user may narrow a list. */
export interface Filter extends z.output<typeof filter> {
  /** Whether the list shows only entries whose value is at least, or at most, the example. */
  readonly bound?: 'minimum' | 'maximum';
  /** The name of the value that a bound compares. */
  readonly of?: string;
}

export interface Brief extends Omit<z.output<typeof briefSchema>, 'send' | 'find_by'> {
  readonly send: readonly SentValue[];
  readonly find_by: readonly Filter[];
  /** The thing of a different service that `about` shows, together with values of several services. */
  readonly viewOf?: string;
  /** The part of the brief's sentence that the operation does not do yet. */
  readonly withoutEffect?: string;
}
export type Value = Brief['values'][number];
export type Fault = Brief['goes_wrong'][number];

/**
 * What the brief does to its thing: it reads, makes, edits, sets or removes the thing, or makes another named change.
 */
export type Form = 'read' | 'new' | 'edit' | 'setting' | 'removal' | 'action';

const FORMS = new Map<string, Form>([
  ['no', 'read'],
  ['new', 'new'],
  ['edit', 'edit'],
  ['setting', 'setting'],
  ['removal', 'removal'],
]);

/** The access rule of the operation. */
export function accessOf({ who }: Pick<Brief, 'who'>): (typeof WHO)[number]['access'] {
  return WHO.find(({ answer }) => answer === who)?.access ?? 'member';
}

/** Whether people who are not signed in may use the operation. */
export function isPublic(brief: Pick<Brief, 'who'>): boolean {
  return accessOf(brief) === 'public';
}

export function formOf({ changes }: Pick<Brief, 'changes'>): Form {
  return FORMS.get(changes) ?? 'action';
}
