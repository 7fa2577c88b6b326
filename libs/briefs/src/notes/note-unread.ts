import type { Design } from '../design/design.ts';
import { apiWord, wordOfPeople } from '../api-words.ts';
import type { DeclaredOperation } from '../existing.ts';
import type { Field } from '../design/field.ts';
import { isShownAs } from '../checks/find-similar.ts';
import { isAbout } from '../checks/known-things.ts';
import { allOf, anyOf, isIdField, singular, spaced, wordsOf } from '../words.ts';
import { lookUp } from '../look-up.ts';

/** Adds a note about values that only the response to a change shows. No read shows them later. */
export function noteUnread(
  { form, subject, about, path, fields }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  if (form === 'read' || form === 'new' || form === 'removal') return [];
  const reads = operations.filter(
    (known) => known.method === 'GET' && (known.paths.includes(path) || isAbout(known, subject ?? about)),
  );
  const isPart = subject !== undefined && subject !== about;
  const isRead = ({ name }: Field, { shows }: DeclaredOperation) =>
    isPart ? shows.includes(name) : isShownAs(shows, name);
  const unread = fields
    .filter(({ name }) => !isIdField(name))
    .filter((field) => !reads.some((known) => isRead(field, known) && newChoices(field, known).length === 0))
    .map(({ name }) => `"${spaced(name)}"`);
  if (unread.length === 0) return [];
  const names = allOf(unread);
  const them = unread.length > 1 ? 'them' : 'it';
  const list = isPart ? undefined : reads.find(({ isList }) => isList);
  const remedy = list
    ? `Ask a developer to add ${them} to ${list.id}, so that the app can show ${them} later.`
    : `Write another brief that shows ${them} later${isPart ? `, with "${partIn(path)}" under about and "${wordOfPeople(subject)}" under inside` : ''}.`;
  return [`Only the response to the change shows ${names}. ${remedy}`];
}

/**
 * The part's name in a path such as /v1/cards/{card_id}/letter-channels. This name can be a plural, but `about` is
 * singular.
 */
function partIn(path: string): string {
  return path
    .replace(/^.*?\}\//, '')
    .replace(/\/.*$/, '')
    .replaceAll('-', ' ');
}

/** Adds a note about new choices, such as a status that an existing list of invoices does not have. */
export function noteOtherChoices({ fields }: Design, operations: readonly DeclaredOperation[]): string[] {
  return fields.flatMap((field) => {
    const { name, source = '' } = field;
    const things = wordsOf(source).map((word) => apiWord(singular(word)));
    const lists = operations.filter((known) => things.some((thing) => isAbout(known, thing)));
    const list = lists.find(({ choices = {} }) =>
      areDifferent(lookUp(choices, name) ?? [], choicesOf(field)),
    );
    if (list === undefined) return [];
    const known = lookUp(list.choices ?? {}, name) ?? [];
    const added = newChoices(field, list);
    const remedy =
      added.length > 0
        ? `The brief adds ${allOf(added)} to these words. If your "${spaced(name)}" is the same value, ask a developer to add this to ${list.id}. If it is a different value, give it another name.`
        : `If your "${spaced(name)}" is the same value, write all of these words in the brief. If it is a different value, give it another name.`;
    return [`In ${list.id}, "${spaced(name)}" can be ${anyOf(known)}. ${remedy}`];
  });
}

/** The choices of a field that a field with the same name in the list does not have. */
function newChoices(field: Field, { choices = {} }: DeclaredOperation): string[] {
  const known = lookUp(choices, field.name) ?? [];
  return known.length === 0 ? [] : choicesOf(field).filter((word) => !known.includes(word));
}

function choicesOf({ kind }: Field): string[] {
  return kind.startsWith('one of: ') ? kind.slice('one of: '.length).split(', ') : [];
}

function areDifferent(known: readonly string[], words: readonly string[]): boolean {
  if (known.length === 0 || words.length === 0) return false;
  return known.length !== words.length || words.some((word) => !known.includes(word));
}
