import type { Brief } from './brief.ts';
import { type Design, isSameText } from './design.ts';
import type { Draft } from './draft.ts';
import type { DeclaredOperation, Existing } from './existing.ts';
import { isInputFault } from './input-fault.ts';
import { periodInWords } from './find-lost-answers.ts';
import { PERIOD } from './period.ts';
import { remembersIn } from './not-yet.ts';
import { noteFoundIn } from './found-in.ts';
import { isKnown } from './find-similar.ts';
import { type Reference, entryValuesOf, referenceOf } from './refer-to-things.ts';
import { kebabCase, plural } from './words.ts';

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
    ...noteOptionalPeriod(brief),
    ...noteUnmade(brief, design, operations),
    ...noteUnused(design),
    ...noteReplaced(design),
    ...noteUnread(design, operations),
    ...(brief.order !== undefined && shape !== 'page'
      ? ['Only a list that is shown has an order, so order has no effect.']
      : []),
    ...(brief.shows === 'a file' && brief.values.length > 0
      ? ['The response only says where the file is, so values have no effect.']
      : []),
    ...(brief.if_one_fails !== undefined && shape !== 'several'
      ? ['Only a change of a list can fail for one of several, so if_one_fails has no effect.']
      : []),
    ...brief.goes_wrong
      .filter((fault) => isInputFault(fault))
      .map(
        ({ when }) =>
          `The case "${when}" needs no line under goes_wrong: every operation refuses it with 400.`,
      ),
  ];
}

/** Notes a period in the sentence of a list that shows all entries if the app sends no period. */
function noteOptionalPeriod({ does, shows, find_by }: Brief): string[] {
  const period = periodInWords(does);
  const isOptional = find_by.some(({ example, always }) => always === 'no' && PERIOD.test(example.trim()));
  return period === undefined || !isOptional || shows !== 'a list'
    ? []
    : [
        `If the app sends no period, the list has all entries, and not only those of "${period}". To prevent that, write "always: yes" under the period in find_by, and leave "${period}" out under does.`,
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

/** Notes that the text under when_nothing of a removal or a change of a list is the message of no problem. */
function noteUnused({ form, shape, whenNothing, problems }: Design): string[] {
  const isUsed = problems.some(({ title }) => isSameText(title, whenNothing));
  if (isUsed || (form !== 'removal' && shape !== 'several')) return [];
  const effect = shape === 'several' ? ', which then has an empty list' : '';
  return [
    `The text "${whenNothing}" under when_nothing is not a part of the response${effect}. To refuse the change with it, write the case under goes_wrong.`,
  ];
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
  return brief.found_in === undefined && !operations.some((known) => isAbout(known, subject));
}

/** Asks where a screen gets the id of the thing that it shows. */
export function askForId(
  brief: Brief,
  design: Design,
  operations: readonly DeclaredOperation[],
): string | undefined {
  if (design.form !== 'read' || !isIdUnknown(brief, design, operations)) return undefined;
  const thing = design.subject ?? design.about;
  return `Which ${thing} is it, and how does the user find it? No operation lists ${plural(thing)}. If there is one for the company, write "company" under inside. If it is a part of something that has a list, such as an invoice, name that under inside. If you write another brief for the list, name it under found_in, for example "list ${plural(thing)}".`;
}
