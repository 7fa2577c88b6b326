import type { Fault } from '../answers/brief.ts';
import { apiWord, wordOfPeople } from '../api-words.ts';
import { problemWords } from './problem-words.ts';
import { capital, camelCase, kebabCase, singular, snakeCase, wordsOf } from '../words.ts';

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

const COMPARED =
  /\b(than|more|less|lower|higher|later|earlier|before|after|past|passed|future|same|not|exceeds|over|under|above|below|between|outside|unknown|invalid|wrong|missing|no|(is|are) too|zero|negative|\w+day|weekend)\b/i;
/** Cases in which the sender is the wrong person, such as "somebody else made the order". */
const NOT_ALLOWED =
  /\b(some(one|body) else|another (user|person|member|employee)) (wrote|made|created|added|ordered|owns)\b|\b(written|made|created|added|ordered|owned) by (some(one|body) else|another (user|person|member|employee))\b|\b(is|are|was)(n['’]t| not) (yours|theirs|the (user|member)['’]s( own)?)\b|\b(user|member|person|you) (did(n['’]t| not) (write|make|create|add|order) |(is|are)(n['’]t| not) allowed)/i;

/**
 * Makes a problem from a case under `goes_wrong`. The error code comes from the words of the case. A case about a
 * different person gets 403, a case that compares a sent value gets 422, and any other case gets 409. If the contract
 * declares a problem with the same name, reuses the code of that problem.
 */
export function problemOf(
  { when, told }: Fault,
  about: string,
  sent: readonly string[] = [],
  declared: ReadonlySet<string> = new Set(),
): DesignedProblem {
  const missing = missingIn(when);
  const isAboutValue = sent.some(
    (name) => (COMPARED.test(when) && startsWith(when, name)) || missing === apiWord(singular(name)),
  );
  const state = problemWords(when, (name) => declared.has(camelCase(name)));
  return problem(
    [...(state.length === 1 ? [about] : []), ...state].join(' '),
    statusOf(when, isAboutValue),
    told,
    when,
  );
}

function statusOf(when: string, isAboutValue: boolean): Status {
  // "The member is not allowed to use cards" is about the sent member, not about the user.
  if (NOT_ALLOWED.test(when) && !(isAboutValue && /\ballowed\b/i.test(when))) return 403;
  return isAboutValue ? 422 : 409;
}

/** The problem for an id in the body if the company has no resource with that id. */
export function unknownProblem(thing: string): DesignedProblem {
  return problem(`unknown ${thing}`, 422, noSuch(thing), `there is no such ${wordOfPeople(thing)}`);
}

export const noSuch = (thing: string) => `There is no such ${wordOfPeople(thing)}`;

const ABSENCE =
  /^(?:there (?:is|are) )?no such (?<a>.+)$|^(?<b>.+?) (?:(?:does|do) ?(?:not|n['’]t) exist|(?:is|was) (?:not found|unknown)|(?:can ?not|can['’]t|could ?(?:not|n['’]t)) be found)$|^(?:we|you|i) (?:can ?not|can['’]t|could ?(?:not|n['’]t)|do ?(?:not|n['’]t)|did ?(?:not|n['’]t)) (?:find|know|have) (?<c>.+)$/i;

/** Finds the missing resource in a sentence: "purchase" in "there is no such purchase". */
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
 * Whether a case starts with the name of a sent value. For example, the case "the country is not served" starts with
 * the value "delivery country".
 */
function startsWith(when: string, name: string): boolean {
  const [first = '', second = '', ...others] = wordsOf(when.replace(/^(the|a|an|one|some|your)\s+/i, ''));
  const words = wordsOf(name).map(singular);
  const isLastWord = singular(first) === words.at(-1) && /^(is|are|was|were|has|have)$/.test(second);
  const subject = [first, second, ...others].map(singular);
  return isLastWord || (words.length > 0 && words.every((word, at) => subject[at] === word));
}

/** A request for a resource of a different company gets the same problem. */
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
