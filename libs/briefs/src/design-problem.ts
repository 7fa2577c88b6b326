import type { Fault } from './brief.ts';
import { apiWord, wordOfPeople } from './design-route.ts';
import { capital, camelCase, kebabCase, singular, snakeCase, wordsOf } from './words.ts';

/**
 * 403: the user may not do it. 404: the resource is missing. 409: the resource's state prevents the request. 422: a
 * value in the request is wrong.
 */
type Status = 403 | 404 | 409 | 422;

export interface DesignedProblem {
  readonly code: string;
  readonly status: Status;
  readonly title: string;
  readonly name: string;
  readonly example: string;
  readonly when: string;
}

const FILLERS = new Set([
  ...['the', 'a', 'an', 'is', 'are', 'was', 'were', 'has', 'have', 'been'],
  ...[
    'there',
    'it',
    'its',
    'by',
    'of',
    'to',
    'what',
    'that',
    'yet',
    'you',
    'we',
    'they',
    'i',
    'your',
    'our',
    'their',
  ],
]);
/** Starts a second clause, which the error code leaves out. */
const CLAUSE = /[,;]|\b(?:and|but|so|because|or)\b/i;
const COMPARED =
  /\b(than|more|less|lower|higher|later|earlier|before|after|past|passed|future|same|not|exceeds|over|under|above|below)\b/i;
/** Cases in which the sender is the wrong person, such as "somebody else made the order". */
const NOT_ALLOWED =
  /\b(some(one|body) else|another (user|person|member|employee)) (wrote|made|created|added|ordered|owns)\b|\b(is|are|was)(n['’]t| not) (yours|theirs|the (user|member)['’]s( own)?)\b|\b(user|member|person|you) (did(n['’]t| not) (write|make|create|add|order) |(is|are)(n['’]t| not) allowed)/i;
const VERB = /\b(?:is|are|was|were|has|have)\b/i;
const MOST_WORDS = 6;

/**
 * Makes a problem from a case under `goes_wrong`. The error code comes from the words of the case. A case about a
 * different person gets 403, a case that compares a sent value gets 422, and any other case gets 409. If a declared
 * problem has the same name, its code is reused.
 */
export function problemOf(
  { when, told }: Fault,
  about: string,
  sent: readonly string[] = [],
  declared: ReadonlySet<string> = new Set(),
): DesignedProblem {
  const [clause = ''] = when.split(CLAUSE);
  const words = wordsOf(wordsOf(clause).length > 1 ? clause : when);
  const missing = missingIn(when);
  const isAboutValue = sent.some(
    (name) => (COMPARED.test(when) && startsWith(when, name)) || missing === apiWord(singular(name)),
  );
  const meaningful = words.filter((word, at) => !FILLERS.has(word) || isMeaningfulTo(words, at));
  const ordinary = outsideIn(clause) ?? existingIn(clause);
  const spoken = withoutOpenEnd((meaningful.length > 0 ? meaningful : words).slice(0, MOST_WORDS));
  const isDeclared = declared.has(camelCase(spoken.join(' ')));
  const state = isDeclared ? spoken : (ordinary ?? alreadyFirst(spoken, clause));
  return problem(
    [...(state.length === 1 ? [about] : []), ...state].join(' '),
    statusOf(when, isAboutValue),
    told,
    when,
  );
}

function statusOf(when: string, isAboutValue: boolean): Status {
  if (NOT_ALLOWED.test(when)) return 403;
  return isAboutValue ? 422 : 409;
}

/** Whether the code keeps the word "to", as in "too small to print" and "sent to the bookkeeper". */
function isMeaningfulTo(words: readonly string[], at: number): boolean {
  return words[at] === 'to' && (words.slice(0, at).includes('too') || PARTICIPLE.test(words[at - 1] ?? ''));
}

const PARTICIPLE = /(ed|given|lent|paid|sent|sold|written)$/;

const OUTSIDE =
  /^(?<subject>.+?) (?:(?:is|are) )?(?:(?<more>(?:more|higher|larger) than|over|above|exceeds?)|(?:less|lower|fewer|smaller) than|under|below) \d[\d ]*(?:[.,]\d+)? ?(?:kr|sek|%|percent|hours?|days?|weeks?|months?|years?)?(?: (?<time>later|earlier))?$/i;

/** Makes LIMIT_TOO_HIGH from "the limit is more than 10 000 kr". The code must stay true when the number changes. */
function outsideIn(clause: string): readonly string[] | undefined {
  const { subject, more, time } = OUTSIDE.exec(clause.trim())?.groups ?? {};
  if (subject === undefined) return undefined;
  const place = more === undefined ? 'low' : 'high';
  const moment = time?.toLowerCase() === 'earlier' ? 'early' : 'late';
  return [...withoutFillers(wordsOf(subject)), 'too', time === undefined ? place : moment];
}

const HAS_ALREADY = /\b(?:has|have) (?:already )?(?:an?|this|the|such an?) (.+?)(?: already)?$/i;

/** Makes TAG_ALREADY_EXISTS from "the purchase has this tag already". */
function existingIn(clause: string): readonly string[] | undefined {
  const [, thing] = (/\balready\b/i.test(clause) && HAS_ALREADY.exec(clause.trim())) || [];
  return thing === undefined ? undefined : [...withoutFillers(wordsOf(thing)), 'already', 'exists'];
}

function withoutFillers(words: readonly string[]): string[] {
  return words.filter((word) => !FILLERS.has(word));
}

/**
 * Makes CARD_ALREADY_FROZEN from "the card is frozen already", and REPORT_ALREADY_EXISTS from "there is already a
 * report".
 */
function alreadyFirst(state: readonly string[], clause: string): readonly string[] {
  if (!state.includes('already')) return state;
  const others = state.filter((word) => word !== 'already');
  if (/^there (is|are|was|were)\b/i.test(clause.trim())) return [...others, 'already', 'exists'];
  const [subject = ''] = clause.split(VERB);
  const named = new Set(wordsOf(subject));
  const things = others.filter((word) => named.has(word));
  return [...things, 'already', ...others.filter((word) => !named.has(word))];
}

/** Shortens DUE_DATE_MORE_THAN to DUE_DATE_MORE, because a code must not end with "than" or "not". */
function withoutOpenEnd(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !/^(than|not|no|for|in|on|to|with|another|\d+)$/.test(word));
  return last < 1 ? words : words.slice(0, last + 1);
}

/** The problem for an id in the body if the company has no resource with that id. */
export function unknownProblem(thing: string): DesignedProblem {
  return problem(`unknown ${thing}`, 422, noSuch(thing), `there is no such ${wordOfPeople(thing)}`);
}

export const noSuch = (thing: string) => `There is no such ${wordOfPeople(thing)}`;

const ABSENCE =
  /^(?:there (?:is|are) )?no such (?<a>.+)$|^(?<b>.+?) (?:(?:does|do) ?(?:not|n['’]t) exist|(?:is|was) (?:not found|unknown)|(?:can ?not|can['’]t|could ?(?:not|n['’]t)) be found)$|^(?:we|you|i) (?:can ?not|can['’]t|could ?(?:not|n['’]t)|do ?(?:not|n['’]t)|did ?(?:not|n['’]t)) (?:find|know|have) (?<c>.+)$/i;

/** Finds what a sentence reports as missing: "purchase" in "there is no such purchase". */
export function missingIn(sentence: string): string | undefined {
  const { a, b, c } = ABSENCE.exec(sentence.trim().replace(/\.$/, ''))?.groups ?? {};
  const thing = (a ?? b ?? c)?.replace(/^(such )?(the|an?|this|that|your) /i, '');
  return thing === undefined ? undefined : apiWord(singular(thing));
}

export function isAboutMissing({ when }: Fault, names: readonly string[]): boolean {
  const thing = missingIn(when);
  return thing !== undefined && [...names.map((name) => apiWord(singular(name))), 'it'].includes(thing);
}

/**
 * Whether a case starts with the name of a sent value: "the shares are not 100 % together" is about the value "share".
 */
function startsWith(when: string, name: string): boolean {
  const subject = wordsOf(when.replace(/^(the|a|an|one|some|your)\s+/i, ''));
  const words = wordsOf(name);
  return words.length > 0 && words.every((word, at) => singular(subject[at] ?? '') === singular(word));
}

/** The same problem applies to a resource of a different company. */
export function notFoundProblem(about: string, told: string): DesignedProblem {
  return problem(`${about} not found`, 404, told, `there is no such ${wordOfPeople(about)}`);
}

function problem(words: string, status: Status, told: string, when: string): DesignedProblem {
  return {
    code: snakeCase(words).toUpperCase(),
    status,
    title: capital(told.replace(/\.$/, '')),
    name: camelCase(words),
    example: kebabCase(words),
    when,
  };
}
