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

/** Words that a code leaves out. */
const FILLERS = new Set([
  ...['the', 'a', 'an', 'is', 'are', 'was', 'were', 'has', 'have', 'been'],
  ...['it', 'its', 'by', 'of', 'to', 'what', 'that'],
]);
const MOST_WORDS = 5;

/** The problem for a case that can go wrong. The words of the case make its code, which names a thing and its state. */
export function problemOf({ when, told }: Fault, about: string): DesignedProblem {
  const words = wordsOf(when);
  const meaningful = words.filter((word) => !FILLERS.has(word));
  const state = (meaningful.length > 0 ? meaningful : words).slice(0, MOST_WORDS);
  return problem([...(state.length === 1 ? [about] : []), ...state].join(' '), 409, told, when);
}

/** The problem for a thing that does not exist or belongs to another company. */
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
