import { type Brief, formOf } from '../answers/brief.ts';
import {
  type DesignedProblem,
  isAboutMissing,
  noSuch,
  notFoundProblem,
  problemOf,
  unknownProblem,
} from './problem-of-case.ts';
import { COMPANY, apiWord, wordOfPeople } from '../api-words.ts';
import type { DesignedRoute } from './design-route.ts';
import { isInputFault } from '../answers/input-fault.ts';
import { entryValuesOf } from '../answers/refer-to-things.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { valueType } from '../values/value-type.ts';
import { isSameText, singular } from '../words.ts';

/** All problems of an operation: unknown ids in the path and in the body, and the cases under goes_wrong. */
export function designProblems(
  brief: Brief,
  about: string,
  { subject, partParam }: DesignedRoute,
  declared: ReadonlySet<string>,
): DesignedProblem[] {
  const filters = brief.find_by.map(({ name }) => name);
  return [
    ...(subject === undefined ? [] : [notFoundProblem(subject, whenNotFound(brief, subject))]),
    ...partNotFound(brief, about, partParam !== undefined),
    ...fileNotFound(brief, about, subject),
    ...thingsSent(brief).map(unknownProblem),
    ...brief.goes_wrong
      .filter((fault) => !isInputFault(fault, brief.send) && !isAboutMissing(fault, subjectsOf(brief)))
      .map((fault) => problemOf(fault, about, [...namesSent(brief), ...filters], declared)),
  ];
}

function thingsSent(brief: Brief): string[] {
  return [...new Set(namesSent(brief).flatMap((name) => /^(.+) ids?$/i.exec(name)?.[1] ?? []))];
}

/** The names of the sent values. For a list, the result also contains the names of the values in each entry. */
function namesSent({ send }: Brief): string[] {
  return send
    .flatMap((value) => [value, ...entryValuesOf(value)])
    .flatMap((value) => [value.name, ...kindsOf(value)]);
}

/**
 * Words for a sent date or amount, even if they differ from its name: "the date has passed" is about the value "until".
 */
function kindsOf(value: NamedExample): string[] {
  const type = valueType(value, 'shown');
  const kind = 'question' in type ? '' : type.kind;
  return /^(date|moment)$/.test(kind)
    ? ['date', 'day', 'first day', 'last day', 'time']
    : kind === 'amount'
      ? ['amount']
      : [];
}

function subjectsOf({ inside, viewOf, about }: Brief): string[] {
  return [inside ?? viewOf ?? about];
}

/**
 * The message for an unknown id in the path: from a case under goes_wrong, from when_nothing, or a generated message.
 */
function whenNotFound(brief: Brief, subject: string): string {
  const { goes_wrong, when_nothing, inside, viewOf, shows } = brief;
  const names = [...subjectsOf(brief), subject];
  const told = goes_wrong.find((fault) => isAboutMissing(fault, names))?.told;
  if (told !== undefined) return told;
  const isOfAnother =
    (inside ?? viewOf) !== undefined || shows === 'one summary' || isAboutState(when_nothing, names);
  return !isOfAnother || isAboutMissing({ when: when_nothing, told: when_nothing }, names)
    ? when_nothing
    : noSuch(inside === undefined ? subject : singular(inside));
}

/** Whether a text is about the state of a resource that exists: "The card is not frozen". */
function isAboutState(text: string, names: readonly string[]): boolean {
  const subject = names.flatMap((name) => [name, wordOfPeople(name)]).join('|');
  return new RegExp(`^(the|this|your) (${subject}) (is|was|has)`, 'i').test(text.trim());
}

/** The 404 for a part that does not exist. The message is `when_nothing`, unless this text is about the parent. */
function partNotFound(brief: Brief, about: string, hasId: boolean): DesignedProblem[] {
  const { inside, when_nothing, goes_wrong } = brief;
  if (inside === undefined || (formOf(brief) !== 'removal' && !hasId)) return [];
  const isAboutWhole = isAboutMissing({ when: when_nothing, told: when_nothing }, [inside, apiWord(inside)]);
  if (hasId) return [notFoundProblem(about, isAboutWhole ? noSuch(about) : when_nothing)];
  return isAboutWhole || goes_wrong.some(({ told }) => isSameText(told, when_nothing))
    ? []
    : [notFoundProblem(about, when_nothing)];
}

/**
 * The 404 for a missing file, such as the statement of a card. A company or another resource has at most one such file.
 */
function fileNotFound(
  { inside, shows, when_nothing }: Brief,
  about: string,
  subject?: string,
): DesignedProblem[] {
  const isOnce = subject === undefined || subject === COMPANY || inside !== undefined;
  return shows === 'a file' && isOnce ? [notFoundProblem(about, when_nothing)] : [];
}
