import type { Fault } from './brief.ts';
import { capital, camelCase, kebabCase, snakeCase, wordsOf } from './words.ts';

export interface DesignedProblem {
  readonly code: string;
  readonly status: 404 | 409;
  readonly title: string;
  /** The constant that declares it. */
  readonly name: string;
  /** The name of the example that shows it. */
  readonly example: string;
  readonly when: string;
}

const FILLERS = new Set([
  'the',
  'a',
  'an',
  'is',
  'are',
  'was',
  'were',
  'has',
  'have',
  'been',
  'it',
  'its',
  'by',
  'of',
  'to',
]);
const MOST_WORDS = 5;

/** The problem that stands for something that can go wrong; its code is made of the words that matter. */
export function problemOf({ when, told }: Fault): DesignedProblem {
  const words = wordsOf(when);
  const telling = words.filter((word) => !FILLERS.has(word));
  return problem((telling.length > 0 ? telling : words).slice(0, MOST_WORDS).join(' '), 409, told, when);
}

/** The problem that answers for a thing that does not exist, or is somebody else's. */
export function notFoundProblem(about: string, told: string): DesignedProblem {
  return problem(`${about} not found`, 404, told, `there is no such ${about}`);
}

function problem(words: string, status: 404 | 409, told: string, when: string): DesignedProblem {
  return {
    code: snakeCase(words).toUpperCase(),
    status,
    title: capital(told.replace(/\.$/, '')),
    name: camelCase(words),
    example: kebabCase(words),
    when,
  };
}
