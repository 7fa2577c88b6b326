import type { Brief, Fault } from './brief.ts';
import { type Design, isSameText } from './design.ts';
import type { Draft } from './draft.ts';
import type { DeclaredOperation, Existing } from './existing.ts';
import { isInputFault } from './input-fault.ts';
import type { Field } from './field.ts';
import { anyOf } from './find-clash.ts';
import { isTime, periodInWords } from './find-lost-answers.ts';
import { apiWord } from './design-route.ts';
import { remembersIn } from './not-yet.ts';
import { noteFoundIn } from './found-in.ts';
import { isKnown } from './find-similar.ts';
import { type Reference, entryValuesOf, referenceOf } from './refer-to-things.ts';
import { kebabCase, plural, singular, wordsOf } from './words.ts';

/** Notes for the author of a brief, each as a sentence. They need no answer. */
export function notesOn(brief: Brief, design: Design, draft: Draft, existing: Existing): string[] {
  const { operations, services } = existing;
  const { service, about, shape, location, isComposed, announced, subject = about } = design;
  const remembered = remembersIn(draft);
  return [
    ...(brief.withoutEffect === undefined ? [] : [brief.withoutEffect]),
    ...chosenThings(draft, operations).map(
      ({ thing, listedBy }) =>
        `The request names each ${thing} by its id. The app finds the ids with ${listedBy}, which shows every ${thing}.`,
    ),
    ...(announced?.file?.isAssumed
      ? [
          `The brief leaves the types or the size of "${announced.name}" open, so it may be ${announced.file.words}. To change that, write for example "JPEG or PNG, up to 5 MB" as its example.`,
        ]
      : []),
    ...(announced && services.find(({ name }) => name === service)?.bucket !== 'read-write'
      ? [`The service ${service} can't take files yet. The developer's command gives it a bucket for them.`]
      : []),
    ...(isComposed
      ? [
          `The operation belongs to the service ${service}, because only ${service} asks the other services. While one of them is down, its values are null, and "sections" says so.`,
        ]
      : []),
    ...(remembered === undefined
      ? []
      : [
          `Nothing remembers "${remembered}" yet. Write a brief for that change too, for example "mark ${about} as opened".`,
        ]),
    ...(isIdUnknown(brief, design, operations)
      ? [
          `The user needs the id of a ${subject}, but no operation lists or makes ${plural(subject)} yet. Write a brief for that too.`,
        ]
      : []),
    ...noteFoundIn(brief, operations),
    ...(location !== undefined &&
    !operations.some((known) => known.method === 'GET' && known.paths.includes(location))
      ? [`The response says where the new ${about} is, but no operation shows one ${about} yet.`]
      : []),
    ...noteOwnThings(brief, design),
    ...noteOptionalPeriod(brief),
    ...noteUnmade(brief, design, operations),
    ...noteUnused(design),
    ...noteReplaced(design),
    ...noteOtherChoices(design, operations),
    ...noteUnread(design, operations),
    ...(brief.order !== undefined && shape !== 'page'
      ? ['Only a list that a request reads has an order, so order has no effect.']
      : []),
    ...(brief.shows === 'a file' && brief.values.length > 0
      ? ['The response only says where the file is, so values have no effect.']
      : []),
    ...(brief.if_one_fails !== undefined && shape !== 'several'
      ? ['Only a change of a list can fail for one of several, so if_one_fails has no effect.']
      : []),
    ...brief.goes_wrong.filter((fault) => isInputFault(fault)).map((fault) => noteInputFault(fault, design)),
  ];
}

/** Notes a case that the limits of the sent values refuse, and the message of the author that gets lost. */
function noteInputFault({ when, told }: Fault, { body }: Design): string {
  const words = wordsOf(when).map(singular);
  const about = body.find(({ name }) => words.includes(singular(wordsOf(name).at(-1) ?? '')));
  const isLength = /\btoo (long|short|many)\b/i.test(when) && about?.kind.startsWith('text');
  const remedy = isLength
    ? ` "${about?.name.replaceAll('_', ' ')}" is a ${about?.kind}. For another limit with your message, write the case as "the ${about?.name.replaceAll('_', ' ')} is longer than 500 characters".`
    : '';
  return `The case "${when}" needs no line under goes_wrong: every operation refuses it with 400, and with its own message instead of "${told}".${remedy}`;
}

/** Words for the things of one user. "My company" is not such a thing. */
const OWN =
  /\b(my|our|his|her|their) own\b|\bonly (mine|my own)\b|\bmy (?!compan|business|invoice|limit|credit|account)\w+|\bnot (those|the ones|that) of (my |the )?(colleagues?|others?)\b/i;

/** Notes that a list of "my" things contains the things of the whole company. */
function noteOwnThings({ does, name, find_by }: Brief, { shape, access }: Design): string[] {
  const [words] = OWN.exec(`${name}. ${does}`) ?? [];
  const isFiltered = find_by.some((filter) => /\b(me|mine|my)\b/i.test(filter.name));
  if (words === undefined || isFiltered || shape !== 'page' || access === 'public' || access === 'support')
    return [];
  return [
    `Every member of a company gets the same list, so "${words.replace(/^my (?!own).*/i, 'my')}" has no effect. If each user should see only their own entries, write a filter under find_by, for example with the name "made by me" and the example "yes".`,
  ];
}

/** Notes a period in the sentence of a list that shows all entries if the app sends no period. */
function noteOptionalPeriod({ does, shows, find_by }: Brief): string[] {
  const period = periodInWords(does);
  const optional = find_by.find((filter) => filter.always === 'no' && isTime(filter));
  if (period === undefined || optional === undefined || shows !== 'a list') return [];
  const { name } = optional;
  return [
    `If the app sends no ${name}, the list has all entries, and not only those of "${period}". To prevent that, write "always: yes" under "${name}" in find_by, and leave "${period}" out under does.`,
  ];
}

/** Notes that the brief removes or edits a part that no operation makes or shows. */
function noteUnmade(
  { inside, found_in }: Brief,
  { form, about, path, partParam }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  const collection = path.replace(/\/\{\w+\}$/, '');
  const isKnown = operations.some(({ paths }) =>
    paths.some((other) => other.startsWith(collection) && other !== path),
  );
  return (form !== 'removal' && partParam === undefined) ||
    inside === undefined ||
    found_in !== undefined ||
    isKnown
    ? []
    : [`No operation makes or shows a ${about} of a ${inside} yet. Write a brief for that too.`];
}

/** Notes that nobody sees the text under when_nothing. */
function noteUnused({ form, shape, isSummary, isComposed, whenNothing, problems }: Design): string[] {
  const isRead = form === 'read' && shape === 'one' && !isSummary && !isComposed;
  const isUsual = !isRead && form !== 'removal' && shape !== 'several';
  if (isUsual || problems.some(({ title }) => isSameText(title, whenNothing))) return [];
  const effect = shape === 'several' ? ', which then has an empty list' : '';
  const remedy = isRead
    ? 'If some values are missing then, write "sometimes_missing: yes" under them.'
    : 'To refuse the change with it, write the case under goes_wrong.';
  return [`The text "${whenNothing}" under when_nothing is not a part of the response${effect}. ${remedy}`];
}

/** Notes the choices of a value that the list of the same things does not have, such as a new status of an invoice. */
function noteOtherChoices(
  { service, about, fields }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  const choicesOf = ({ kind }: Field) =>
    kind.startsWith('one of: ') ? kind.slice('one of: '.length).split(', ') : [];
  const isOfThing = ({ source = '' }: Field) =>
    wordsOf(source)
      .map((word) => apiWord(singular(word)))
      .includes(about);
  return fields.filter(isOfThing).flatMap((field) => {
    const { name } = field;
    const list = operations.find(
      (known) => known.service === service && isAbout(known, about) && known.choices?.[name],
    );
    const known = list?.choices?.[name] ?? [];
    const added = choicesOf(field).filter((choice) => !known.includes(choice));
    return list === undefined || added.length === 0
      ? []
      : [
          `"${name.replaceAll('_', ' ')}" is ${anyOf(known)} in ${list.id}. New: ${anyOf(added)}. If it is the same value, ask a developer to add this to ${list.id}; if not, give yours another name.`,
        ];
  });
}

/** Notes which lists of a setting a call replaces. */
function noteReplaced({ form, body }: Design): string[] {
  if (form !== 'setting') return [];
  return body
    .filter(({ kind }) => kind.startsWith('list of'))
    .map(({ name, kind }) => {
      const empty = kind.startsWith('list of 0') ? ' An empty list removes all entries.' : '';
      return `A call replaces the whole list "${name.replaceAll('_', ' ')}".${empty}`;
    });
}

/** Notes which values only the response to a change shows, and no later operation. */
function noteUnread(
  { form, subject, about, path, fields }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  if (form === 'read' || form === 'new' || form === 'removal') return [];
  const reads = operations.filter(
    (known) => known.method === 'GET' && (known.paths.includes(path) || isAbout(known, subject ?? about)),
  );
  const shown = reads.flatMap((known) => known.shows);
  const unread = fields
    .map(({ name }) => name)
    .filter((name) => !/(^|_)ids?$/.test(name) && !isKnown(shown, name))
    .map((name) => `"${name.replaceAll('_', ' ')}"`);
  if (unread.length === 0) return [];
  const names = new Intl.ListFormat('en-GB').format(unread);
  return [`Only the response to the change shows ${names}. Write a brief that shows it later, too.`];
}

/** The existing things that the brief sends by their names. */
function chosenThings({ send, find_by }: Draft, operations: readonly DeclaredOperation[]): Reference[] {
  const values = [...send, ...find_by].map(({ name = '', example = '' }) => ({ name, example }));
  const found = [...values, ...values.flatMap(entryValuesOf)].flatMap(
    (value) => referenceOf(value, operations) ?? [],
  );
  return [...new Map(found.map((reference) => [reference.thing, reference])).values()];
}

/** Whether an operation is about a kind of thing. */
export function isAbout({ paths }: DeclaredOperation, thing: string): boolean {
  const collection = `/v1/${kebabCase(plural(thing))}`;
  return paths.some((path) => path === collection || path.startsWith(`${collection}/`));
}

/** Whether a path has the id of a thing that no operation shows or creates. */
export function isIdUnknown(
  brief: Brief,
  { param, subject }: Pick<Design, 'param' | 'subject'>,
  operations: readonly DeclaredOperation[],
): boolean {
  if (subject === undefined || param === 'account_id') return false;
  return (
    brief.found_in === undefined &&
    !operations.some((known) => !known.access.startsWith('machine') && isAbout(known, subject))
  );
}

/** Whether an edit changes a thing that is nothing but the sent value: a telephone number. */
function isOwnValue({ send }: Brief, { form, about }: Design): boolean {
  return form === 'edit' && send.some(({ name }) => wordsOf(name).join(' ') === about);
}

/** Asks where a screen gets the id of the thing that it shows, or whose only value it changes. */
export function askForId(
  brief: Brief,
  design: Design,
  operations: readonly DeclaredOperation[],
): string | undefined {
  if (!isIdUnknown(brief, design, operations)) return undefined;
  const thing = design.subject ?? design.about;
  if (isOwnValue(brief, design))
    return `Which ${thing} does this change? No operation lists ${plural(thing)}. If a company has only one, write "setting" under changes, and "one summary" under shows. If it belongs to something that has a list, such as a card, name that under inside. If you write another brief for the list, name it under found_in, for example "list ${plural(thing)}".`;
  if (design.form !== 'read') return undefined;
  return `Which ${thing} is it, and how does the user find it? No operation lists ${plural(thing)}. If there is one for the company, write "company" under inside. If it is a part of something that has a list, such as an invoice, name that under inside. If you write another brief for the list, name it under found_in, for example "list ${plural(thing)}".`;
}
