import { z } from 'zod';
import { SHOWS, WHO, changeIn, showsIn, whoIn } from './questions.ts';
import { camelCase, withoutArticles, wordsOf } from '../words.ts';

const text = z.string().trim().min(1);
/** Must start with a letter, because generated code uses this text as a name. */
const words = text.refine((value) => /^[a-z]/.test(wordsOf(value).join('')));
const sentence = text.refine((value) => /\p{L}/u.test(value));
const no = z.enum(['yes', 'no']).default('no');

const sent = z.strictObject({ name: words, example: text, optional: no });
const filter = z.strictObject({ name: words, example: text, always: no });
const shown = z.strictObject({
  name: words,
  example: text,
  from: text,
  /** The service that owns the value, if it is not the brief's service. */
  service: text.optional(),
  sometimes_missing: no,
  /** The value when a summary has no data, or the word "missing". */
  empty: text.optional(),
});

/** A complete brief. */
export const briefSchema = z.strictObject({
  service: text,
  name: words,
  does: sentence,
  about: words,
  /** The plural of `about`, if the dictionary has a wrong plural. */
  plural: words.optional(),
  /** The parent resource: if `about` is a card's limit, `inside` is the card. */
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
  /** The operation or the other brief that lists the resources for the user. */
  found_in: text.optional(),
  /** The id of the existing operation to which the brief adds filters. */
  extends: text.optional(),
  /** The operation's id in the contract. The generator writes it. */
  operation: text.optional(),
});

/** The answers for a change. The message for an unknown id, `when_nothing`, has a default. */
export const changeSchema = briefSchema.extend({ when_nothing: sentence.default('') });

export interface SentValue extends z.output<typeof sent> {
  /** The author's message for a value outside its limits. It comes from a case under `goes_wrong`. */
  readonly told?: string;
}

export interface Filter extends z.output<typeof filter> {
  /**
   * With `minimum`, the list shows only values of at least `example`. With `maximum`, it shows only values of at most
   * `example`.
   */
  readonly bound?: 'minimum' | 'maximum';
  /** The name of the value that the bound limits. */
  readonly of?: string;
}

export interface Brief extends Omit<z.output<typeof briefSchema>, 'send' | 'find_by'> {
  readonly send: readonly SentValue[];
  readonly find_by: readonly Filter[];
  /** If the values come from several services, `viewOf` is the resource that the values describe, such as a card. */
  readonly viewOf?: string;
  /**
   * A sentence for the contract and the notes: the platform only stores what the user sends. Undefined if the operation
   * has its full effect.
   */
  readonly withoutEffect?: string;
}
export type Value = Brief['values'][number];
export type Fault = Brief['goes_wrong'][number];

/** What the brief does to its resource. `action` is a change with a name, such as "activation". */
export type Form = 'read' | 'new' | 'edit' | 'setting' | 'removal' | 'action';

const FORMS = new Map<string, Form>([
  ['no', 'read'],
  ['new', 'new'],
  ['edit', 'edit'],
  ['setting', 'setting'],
  ['removal', 'removal'],
]);

export function accessOf({ who }: Pick<Brief, 'who'>): (typeof WHO)[number]['access'] {
  return WHO.find(({ answer }) => answer === who)?.access ?? 'member';
}

export function isPublic(brief: Pick<Brief, 'who'>): boolean {
  return accessOf(brief) === 'public';
}

export function formOf({ changes }: Pick<Brief, 'changes'>): Form {
  return FORMS.get(changes) ?? 'action';
}

export function operationIdOf({ name }: Pick<Brief, 'name'>): string {
  return camelCase(withoutArticles(name));
}
