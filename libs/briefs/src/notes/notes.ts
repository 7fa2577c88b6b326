import type { Brief, Fault } from '../answers/brief.ts';
import type { Design } from '../design/design.ts';
import { optionalServices } from '../design/design-fields.ts';
import type { Draft } from '../answers/draft.ts';
import type { DeclaredOperation, Existing } from '../existing.ts';
import { isInputFault } from '../answers/input-fault.ts';
import { isTime, periodInWords } from '../checks/find-lost-answers.ts';
import { anyOf } from '../checks/find-clash.ts';
import { isAbout, isIdUnknown } from '../checks/known-things.ts';
import { noteOtherChoices, noteUnread } from './note-unread.ts';
import { ANY_PERIOD, PERIOD } from '../values/period.ts';
import { periodOfName } from '../values/read-date.ts';
import { choicesIn } from '../values/text-kinds.ts';
import { type OtherBrief, findBriefFor, noteNeededBrief } from '../other-brief.ts';
import { planExamples } from '../design/plan-examples.ts';
import { noteUnstoredFilter } from '../checks/extend-operation.ts';
import { noteFoundIn } from '../checks/found-in.ts';
import { type Reference, entryValuesOf, referenceOf } from '../answers/refer-to-things.ts';
import { isSameText, plural, singular, snakeCase, spaced, withArticle, wordsOf } from '../words.ts';

/** Sentences for the author. They need no answer. */
export function notesOn(brief: Brief, design: Design, draft: Draft, existing: Existing): string[] {
  const { operations, services, briefs = [] } = existing;
  const { service, about, shape, location, isComposed, announced, subject = about } = design;
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
    ...(isComposed ? [noteComposed(brief, service)] : []),
    ...noteUnstoredFilter(brief),
    ...(isIdUnknown(brief, design, operations)
      ? [
          noteMissing(
            `The user needs the id of ${withArticle(subject)}, but no operation lists or makes ${plural(subject)} yet.`,
            findBriefFor(briefs, service, { thing: subject, needsId: true }),
          ),
        ]
      : []),
    ...noteFoundIn(brief, existing),
    ...(location !== undefined &&
    !operations.some((known) => known.method === 'GET' && known.paths.includes(location))
      ? [`The response says where the new ${about} is, but no operation shows one ${about} yet.`]
      : []),
    ...noteOwnThings(brief, design),
    ...noteSeveralDates(brief, design),
    ...noteOptionalPeriod(brief),
    ...noteQuarters(draft),
    ...noteUnfilteredState(brief),
    ...noteInactiveDates(brief, design),
    ...noteUnmade(brief, design, existing),
    ...(draft.when_nothing === '' ? [] : noteUnused(design)),
    ...noteReplaced(design),
    ...noteOtherChanges(design, operations),
    ...noteSameAction(design, operations),
    ...noteUnlimitedLists(design),
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
    ...brief.goes_wrong
      .filter((fault) => isInputFault(fault, brief.send))
      .map((fault) => noteInputFault(fault, design)),
  ];
}

function noteComposed(brief: Brief, service: string): string {
  const services = optionalServices(brief);
  const main = brief.values.find((value) => value.service !== undefined && !services.includes(value.service));
  const failure = main ? ` While ${main.service} is down, the whole request fails.` : '';
  return `The operation belongs to the service ${service}, because only ${service} asks the other services. While ${anyOf(services)} is down, its values are missing, and "sections" says so.${failure}`;
}

/** Notes a case that the limits of the sent values refuse already. The author's message is then not used. */
function noteInputFault({ when, told }: Fault, { body }: Design): string {
  const words = wordsOf(when).map(singular);
  const about = body.find(({ name }) => words.includes(singular(wordsOf(name).at(-1) ?? '')));
  const remedy =
    about?.kind.startsWith('text') && /\btoo (long|short|many)\b/i.test(when)
      ? ` "${spaced(about.name)}" is a ${about.kind}. For another limit with your message, write the case as "the ${spaced(about.name)} is longer than 500 characters".`
      : '';
  return `The case "${when}" needs no line under goes_wrong: every operation refuses it with 400, and with its own message instead of "${told}".${remedy}`;
}

/** Words for data of a single user. "My company" does not match. */
const OWN =
  /\b(my|our|his|her|their) own\b|\bonly (mine|my own)\b|\bmy (?!compan|business|invoice|limit|credit|account|colleague|employee|boss)\w+|\bnot (those|the ones|that) of (my |the )?(colleagues?|others?)\b/i;

/** Notes that a list of "my" data shows data of the whole company. */
function noteOwnThings({ does, name, find_by }: Brief, { shape, access, form, isSummary }: Design): string[] {
  const [words] = OWN.exec(`${name}. ${does}`) ?? [];
  const isFiltered = find_by.some((filter) => /\b(me|mine|my)\b/i.test(filter.name));
  const [person] = /\b(me|mine|I|my own)\b/.exec(`${name}. ${does}`) ?? [];
  if (person !== undefined && form === 'setting' && isSummary)
    return [
      `All members share this setting, so "${person}" has no effect: a change by one member applies to all.`,
    ];
  if (words === undefined || isFiltered || shape !== 'page' || access === 'public' || access === 'support')
    return [];
  return [
    `Every member of a company gets the same list, so "${words.replace(/^my (?!own).*/i, 'my')}" has no effect. If each user should see only their own entries, write a filter under find_by, for example with the name "made by me" and the example "yes".`,
  ];
}

/** Notes which of several dates a period and an order such as "latest first" mean. */
function noteSeveralDates({ find_by, values, order }: Brief, { shape }: Design): string[] {
  const dates = values.filter(isTime);
  const [first] = dates;
  const isNarrowed = find_by.some(
    ({ name, example }) => PERIOD.test(example.trim()) && ANY_PERIOD.test(name.trim()),
  );
  const names = dates.flatMap(({ name }) => wordsOf(name));
  const isSorted =
    order !== undefined &&
    /\b(latest|newest|oldest|earliest)\b/i.test(order) &&
    !wordsOf(order).some((word) => names.includes(word));
  if (shape !== 'page' || first === undefined || dates.length < 2) return [];
  const meaning = [...(isNarrowed ? ['the period'] : []), ...(isSorted ? [`"${order}"`] : [])].join(' and ');
  return meaning === ''
    ? []
    : [
        `Of the dates under values, ${meaning} ${isNarrowed && isSorted ? 'mean' : 'means'} "${first.name}". For another date, write it first.`,
      ];
}

/** Notes that the sentence promises a period, but a request without a period returns all entries. */
function noteOptionalPeriod({ does, shows, find_by }: Brief): string[] {
  const period = periodInWords(does);
  const optional = find_by.find((filter) => filter.always === 'no' && isTime(filter));
  if (period === undefined || optional === undefined || shows !== 'a list') return [];
  const { name } = optional;
  return [
    `If the app sends no ${name}, the list has all entries, and not only those of "${period}". To prevent that, write "always: yes" under "${name}" in find_by, and leave "${period}" out under does.`,
  ];
}

/** Notes that a quarter or a week in a filter becomes a period with any first and last day. */
function noteQuarters({ find_by }: Draft): string[] {
  return find_by
    .filter(({ example = '' }) => periodOfName(example.trim()) !== undefined)
    .map(
      ({ name = '', example = '' }) =>
        `The app sends the first and the last day of "${name}" as from and to. Periods other than "${example}" are also possible.`,
    );
}

/** Notes that the sentence names a state, such as "waiting", but the list has entries in all states. */
function noteUnfilteredState({ does, shows, values, find_by, changes }: Brief): string[] {
  if (shows !== 'a list' || changes !== 'no') return [];
  // "Not paid", "when they were paid" and "whether they are paid" don't name the state of all entries.
  const words = wordsOf(does.replace(/\b(not|never|no longer|when|whether|how|if)\b.*/i, ''));
  const filters = find_by.map(({ name }) => snakeCase(name));
  return values.flatMap(({ name, example }) => {
    const [state, ...others] = choicesIn({ example }).filter((choice) => words.includes(choice));
    return state === undefined || others.length > 0 || filters.includes(snakeCase(name))
      ? []
      : [
          `The list has entries with every "${name}", not only "${state}". To narrow the list, write a filter under find_by with the name "${name}" and the example "${example}".`,
        ];
  });
}

/** Names of moments at which the author expects something to happen: "last day", "abroad until". */
const LATER =
  /\b(until|last day|first day|\w+ from|start(s|ing)?( date| day| on)?|end(s|ing)?( date| day| on)?)$/i;

/** Notes that nothing happens at a date that the user sends. */
function noteInactiveDates({ send, goes_wrong, withoutEffect }: Brief, { form }: Design): string[] {
  const isFuture = goes_wrong.some(({ when }) => /\b(has passed|in the past|already over)\b/i.test(when));
  if (form === 'read' || withoutEffect !== undefined) return [];
  return send
    .filter((value) => isTime(value) && (LATER.test(value.name.trim()) || (isFuture && form !== 'new')))
    .map(
      ({ name }) =>
        `The platform does nothing on its own at "${name}". If something must happen then, ask a developer first.`,
    );
}

/** Notes that no operation makes or shows the part that the brief removes or edits. */
function noteUnmade(
  { inside, found_in }: Brief,
  { service, form, about, path, partParam }: Design,
  { operations, briefs = [] }: Existing,
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
    : [
        noteMissing(
          `No operation makes or shows ${withArticle(about)} of ${withArticle(inside)} yet.`,
          findBriefFor(briefs, service, { thing: about, inside, needsId: partParam !== undefined }),
        ),
      ];
}

function noteMissing(what: string, brief: OtherBrief | undefined): string {
  return brief ? noteNeededBrief(brief) : `${what} Write a brief for that, too.`;
}

/** Notes that the response never contains the text under when_nothing. */
function noteUnused(design: Design): string[] {
  const { form, shape, isSummary, isComposed, whenNothing, problems, body, about } = design;
  const isAllMissing = design.fields.every(({ name, nullable }) => nullable || /(^|_)ids?$/.test(name));
  const isShown =
    form === 'new' ||
    (form === 'read' && isAllMissing) ||
    isComposed ||
    (form === 'setting' && isSummary) ||
    [...problems.map(({ title }) => title), ...planExamples(design).map(({ summary }) => summary)].some(
      (text) => isSameText(text, whenNothing),
    );
  if (isShown) return [];
  return [`The text "${whenNothing}" under when_nothing is not a part of the response${effectOf()}`];

  function effectOf(): string {
    if (body.some(({ kind }) => /^list of [1-9]/.test(kind)))
      return `, because every request names at least one ${about}.`;
    if (form === 'setting') return `. Write it in the brief that shows the ${about}.`;
    if (form !== 'read') {
      const empty = shape === 'several' ? ', which then has an empty list' : '';
      return `${empty}. To refuse the change with it, write the case under goes_wrong.`;
    }
    return shape === 'page'
      ? ', which then has an empty list. The app shows the text.'
      : design.fields.some(({ nullable }) => nullable)
        ? '. The app shows it if the values are missing.'
        : '. If some values are missing then, write "sometimes_missing: yes" under them.';
  }
}

function noteReplaced({ form, body }: Design): string[] {
  if (form !== 'setting') return [];
  return body.flatMap(({ name, kind, optional }) => {
    const empty = kind.startsWith('list of 0') ? ' An empty list removes all entries.' : '';
    return [
      ...(kind.startsWith('list of') ? [`A call replaces the whole list "${spaced(name)}".${empty}`] : []),
      ...(optional ? [`If the app leaves out "${spaced(name)}", the setting loses this value.`] : []),
    ];
  });
}

/** Notes values that an existing edit or setting of the same resource changes, too. */
function noteOtherChanges(
  { form, subject, operationId, body }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  if (subject === undefined || (form !== 'edit' && form !== 'setting')) return [];
  const others = operations.filter(
    (known) => /^(PUT|PATCH)$/.test(known.method) && isAbout(known, subject) && known.id !== operationId,
  );
  return body.flatMap(({ name }) => {
    const other = others.find(({ sends }) => sends.includes(name));
    return other
      ? [`${other.id} sets "${spaced(name)}", too. Leave it out here, unless both operations should set it.`]
      : [];
  });
}

/** Names that many changes have. */
const COMMON = new Set(['comment', 'message', 'note', 'reason', 'status']);

/** Notes an existing change of the same resource that has most of the values. */
function noteSameAction(
  { form, subject, operationId, body, fields }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  if (form !== 'action' || subject === undefined) return [];
  const names = [...new Set([...body, ...fields].map(({ name }) => name))];
  const others = operations.filter(
    ({ method, id, ...known }) =>
      method === 'POST' && id !== operationId && isAbout({ ...known, method, id }, subject),
  );
  return others.flatMap(({ id, sends, shows }) => {
    const shared = names.filter((name) => sends.includes(name) || shows.includes(name));
    const isOwn = shared.some((name) => !COMMON.has(name));
    if (!isOwn || shared.length < 2 || shared.length * 2 < names.length) return [];
    const list = new Intl.ListFormat('en-GB').format(shared.map((name) => `"${spaced(name)}"`));
    return [`${id} also has ${list}. If yours is the same change, ask a developer to extend ${id}.`];
  });
}

/** Notes a list inside a response that names the latest entries but has no limit. */
function noteUnlimitedLists({ shape, fields }: Design): string[] {
  return fields
    .filter(
      ({ name, kind }) => /^list of: /.test(kind) && /^(last(?!_names)|latest|newest|recent|top)_/.test(name),
    )
    .map(
      ({ name }) =>
        `"${spaced(name)}" has no limit. Write "list of up to 5:" for the first five${shape === 'one' ? ', and say under does which come first' : ''}.`,
    );
}

/** Finds existing resources that the author's brief sends by name instead of by id. */
function chosenThings({ send, find_by }: Draft, operations: readonly DeclaredOperation[]): Reference[] {
  const values = [...send, ...find_by].map(({ name = '', example = '' }) => ({ name, example }));
  const found = [...values, ...values.flatMap(entryValuesOf)].flatMap(
    (value) => referenceOf(value, operations) ?? [],
  );
  return [...new Map(found.map((reference) => [reference.thing, reference])).values()];
}
