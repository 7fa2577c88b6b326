import type { Brief } from './brief.ts';
import { apiWord } from './design-route.ts';
import { STATE } from './split-thing.ts';
import { isPlural, singular, wordsOf } from './words.ts';

/** Words for entries that are calculated from other things. */
const CALCULATED = /\b(top|rank|rankings?|totals?|sums?|usage|shares?|per|most)\b/i;
/** Short words, such as "us", are no plurals. */
const SHORTEST_PLURAL = 3;

/** The plural words in a source, such as "purchases" in "the purchases in the period". */
export function severalIn(from: string): string[] {
  return wordsOf(from).filter((word) => word.length >= SHORTEST_PLURAL && isPlural(word));
}

/**
 * The name of the id that each entry of a list has, in words. Undefined if the brief names an id, or if an entry is
 * calculated, such as the sum for a shop.
 */
export function entryIdOf({ name, about, viewOf, shows, values }: Brief): string | undefined {
  if (shows !== 'a list' || values.some((value) => /\bid$/i.test(value.name.trim()))) return undefined;
  const thing = thingOf(viewOf ?? about);
  const own = wordsOf(thing).at(-1);
  const isCalculated =
    CALCULATED.test(`${name} ${about}`) ||
    values.some(({ from }) => severalIn(from).some((word) => apiWord(singular(word)) !== own));
  return isCalculated ? undefined : `${thing} id`;
}

/** An unseen invoice has the id of an invoice. */
function thingOf(about: string): string {
  const words = wordsOf(about);
  const isNarrowed = words.length > 1 && STATE.test(words[0] ?? '');
  return apiWord(singular((isNarrowed ? words.slice(1) : words).join(' ')));
}
