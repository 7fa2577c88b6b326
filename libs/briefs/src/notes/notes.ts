import type { Brief, Fault } from '../answers/brief.ts';
import type { Draft } from '../answers/draft.ts';
import { isInputFault } from '../answers/input-fault.ts';
import { type Reference, entryValuesOf, referenceOf } from '../answers/refer-to-things.ts';
import { isIdUnknown } from '../checks/known-things.ts';
import { optionalServices } from '../design/design-fields.ts';
import type { Design } from '../design/design.ts';
import type { DeclaredOperation, Existing, OtherBrief } from '../existing.ts';
import { findBriefFor, noteNeededBrief } from '../other-brief.ts';
import { anyOf, isIdField, isSameText, plural, singular, spaced, withArticle, wordsOf } from '../words.ts';
import { planExamples } from '../design/plan-examples.ts';
import { noteUnstoredFilter } from '../checks/extend-operation.ts';
import { noteFoundIn } from '../checks/found-in.ts';
import { noteInactiveDates, noteOtherChanges, noteReplaced, noteSameAction } from './note-changes.ts';
import {
  noteOptionalPeriod,
  noteOwnThings,
  noteQuarters,
  noteSeveralDates,
  noteUnfilteredState,
  noteUnlimitedLists,
} from './note-lists.ts';
import { noteOtherChoices, noteUnread } from './note-unread.ts';

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
          `The brief doesn't say which types or which size "${announced.name}" may have. So the operation accepts ${announced.file.words}. To change this, write for example "JPEG or PNG, up to 5 MB" as the example of "${announced.name}".`,
        ]
      : []),
    ...(announced && services.find(({ name }) => name === service)?.bucket !== 'read-write'
      ? [
          `The service ${service} can't take files yet. The developer's command gives the service a bucket for files.`,
        ]
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
      ? [
          `The response contains the address of the new ${about}, but no operation shows a single ${about} yet.`,
        ]
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
      ? ['Only a request that shows a list can sort the entries, so order has no effect.']
      : []),
    ...(brief.shows === 'a file' && brief.values.length > 0
      ? ['The response contains only the address of the file, so values have no effect.']
      : []),
    ...(brief.if_one_fails !== undefined && shape !== 'several'
      ? ['Only a change of several things can fail for one thing, so if_one_fails has no effect.']
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
  return `The operation belongs to the service ${service}, because only ${service} asks other services for values. While ${anyOf(services)} is down, the values of that service are missing, and "sections" shows this.${failure}`;
}

/**
 * Adds a note about a case that request validation already covers. The operation does not use the author's message
 * then.
 */
function noteInputFault({ when, told }: Fault, { body }: Design): string {
  const words = wordsOf(when).map(singular);
  const about = body.find(({ name }) => words.includes(singular(wordsOf(name).at(-1) ?? '')));
  const remedy =
    about?.kind.startsWith('text') && /\btoo (long|short|many)\b/i.test(when)
      ? ` "${spaced(about.name)}" is a ${about.kind}. To use another limit and your own message, write the case as "the ${spaced(about.name)} is longer than 500 characters".`
      : '';
  return `The case "${when}" needs no line under goes_wrong. Every operation refuses it with the status 400 and a standard message instead of "${told}".${remedy}`;
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
  return brief ? noteNeededBrief(brief) : `${what} Write another brief for that.`;
}

/** Notes that the response never contains the text under when_nothing. */
function noteUnused(design: Design): string[] {
  const { form, shape, isSummary, isComposed, whenNothing, problems, body, about } = design;
  const isAllMissing = design.fields.every(({ name, nullable }) => nullable || isIdField(name));
  const isShown =
    form === 'new' ||
    (form === 'read' && isAllMissing) ||
    isComposed ||
    (form === 'setting' && isSummary) ||
    [...problems.map(({ title }) => title), ...planExamples(design).map(({ summary }) => summary)].some(
      (text) => isSameText(text, whenNothing),
    );
  if (isShown) return [];
  return [`The response never contains the text "${whenNothing}" under when_nothing${effectOf()}`];

  function effectOf(): string {
    if (body.some(({ kind }) => /^list of [1-9]/.test(kind)))
      return `, because every request names at least one ${about}.`;
    if (form === 'setting') return `. Write the text in the brief that shows the ${about}.`;
    if (form !== 'read') {
      const empty = shape === 'several' ? '. If there is nothing, the response has an empty list' : '';
      return `${empty}. If the request must fail with this text, write the case under goes_wrong.`;
    }
    return shape === 'page'
      ? '. If there is nothing, the response has an empty list, and the app shows the text.'
      : design.fields.some(({ nullable }) => nullable)
        ? '. The app shows the text if the values are missing.'
        : '. If some values are missing in this case, write "sometimes_missing: yes" under these values.';
  }
}

/** Finds existing resources for which the author's brief sends a name instead of an id. */
function chosenThings({ send, find_by }: Draft, operations: readonly DeclaredOperation[]): Reference[] {
  const values = [...send, ...find_by].map(({ name = '', example = '' }) => ({ name, example }));
  const found = [...values, ...values.flatMap(entryValuesOf)].flatMap(
    (value) => referenceOf(value, operations) ?? [],
  );
  return [...new Map(found.map((reference) => [reference.thing, reference])).values()];
}
