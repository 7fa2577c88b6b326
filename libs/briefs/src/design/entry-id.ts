import type { Brief } from '../answers/brief.ts';
import { apiWord } from '../api-words.ts';
import { STATE } from '../answers/split-thing.ts';
import { isPlural, singular, wordsOf } from '../words.ts';

const CALCULATED =
  /\b(calculat\w+|compar\w+|estimates?|forecasts?|top|rank|rankings?|totals?|sums?|usage|shares?|per|most)\b/i;
/** Shorter words, such as "us", are not plurals. */
const SHORTEST_PLURAL = 3;

const UNITS = new Set(['days', 'weeks', 'months', 'quarters', 'years', 'hours', 'minutes']);

/** The plural nouns in a source: "the purchases". A possessive such as "the supplier's invoice" is one thing. */
export function severalIn(from: string): string[] {
  return wordsOf(from.replace(/['’]s\b/g, '')).filter(
    (word) => word.length >= SHORTEST_PLURAL && isPlural(word) && !UNITS.has(word),
  );
}

/**
 * The thing that at least half of the values come from: "purchase" if they are "from: the purchase". Undefined if the
 * values have no common source.
 */
export function mainSource(values: Brief['values']): string | undefined {
  const sources = values.flatMap(({ from }) => /^(?:the|each|that) (\w+)$/i.exec(from.trim())?.[1] ?? []);
  return sources.find(
    (source) =>
      singular(source) === source &&
      isMost(sources.filter((other) => other === source).length, values.length),
  );
}

/** A single value is not enough, because its source can differ from the source of the entries. */
function isMost(count: number, all: number): boolean {
  return count > 1 && count * 2 >= all;
}

/**
 * The name of the id in each entry of a list. Undefined if the brief already shows an id. Also undefined if each entry
 * is a calculation, such as the sum for each shop. If the list is a view of another resource, such as a card, each
 * entry has the id of that resource.
 */
export function entryIdOf({ name, about, viewOf, shows, values }: Brief): string | undefined {
  if (shows !== 'a list' || values.some((value) => /\bid$/i.test(value.name.trim()))) return undefined;
  const source = values.some(({ service }) => service !== undefined) ? mainSource(values) : undefined;
  const thing = viewOf === undefined && source !== undefined ? apiWord(source) : thingOf(viewOf ?? about);
  if (viewOf !== undefined || source !== undefined) return `${thing} id`;
  const own = wordsOf(thing).at(-1);
  const isOwn = values.some(({ from }) => apiWord(singular(from.replace(/^the /i, ''))) === thing);
  const isCalculated =
    CALCULATED.test(`${name} ${about}`) ||
    (!isOwn && values.some(({ from }) => severalIn(from).some((word) => apiWord(singular(word)) !== own)));
  return isCalculated ? undefined : `${thing} id`;
}

/** Removes the state from a name: "unseen invoice" becomes "invoice". */
function thingOf(about: string): string {
  const words = wordsOf(about);
  const isNarrowed = words.length > 1 && STATE.test(words[0] ?? '');
  return apiWord(singular((isNarrowed ? words.slice(1) : words).join(' ')));
}
