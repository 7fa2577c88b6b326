import { type Change, type Place, allows } from './change.ts';
import { type Fields, isSame } from './document.ts';

const TEXTS = ['summary', 'description', 'deprecated'];

/** Tells which words about something are new; `more` names what else is but a word. */
export function compareTexts(before: Fields, after: Fields, place: Place, ...more: string[]): Change[] {
  return [...TEXTS, ...more]
    .filter((keyword) => !isSame(before[keyword], after[keyword]))
    .map((keyword) => {
      const now = JSON.stringify(after[keyword] ?? null);
      return allows(place, `${keyword} changed`, `has another ${keyword} now: ${now}`);
    });
}
