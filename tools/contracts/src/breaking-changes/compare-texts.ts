import { type Change, type Place, compatible } from './change.ts';
import { type Fields, isSame } from './document.ts';

const TEXTS = ['summary', 'description', 'deprecated'];

/** Reports changed descriptions. `more` contains additional keywords that describe the schema. */
export function compareTexts(before: Fields, after: Fields, place: Place, ...more: string[]): Change[] {
  return [...TEXTS, ...more]
    .filter((keyword) => !isSame(before[keyword], after[keyword]))
    .map((keyword) => {
      const now = JSON.stringify(after[keyword] ?? null);
      return compatible(place, `${keyword} changed`, `has a new ${keyword}: ${now}`);
    });
}

export function isWording({ id }: Pick<Change, 'id'>): boolean {
  return /: (?:summary|description) (?:changed|none →|")/.test(id);
}
