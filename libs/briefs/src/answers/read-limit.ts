import { type Brief, formOf } from './brief.ts';
import { wordsOf } from '../words.ts';
import { lookUp } from '../look-up.ts';

export interface Limit {
  readonly default: number;
  readonly max: number;
}

export const MOST_ENTRIES = 100;

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ROUND: Readonly<Record<string, number>> = { fifteen: 15, twenty: 20, fifty: 50, hundred: 100 };
const NUMBER = String.raw`(\d{1,4}|${[...WORDS, ...Object.keys(ROUND)].slice(1).join('|')})`;
const UNIT = String.raw`(?![ ,.]?\d|\s*(?:%|kr|sek|percent|digits?|days?|weeks?|months?|quarters?|years?|hours?|minutes?)\b)`;
const RANK = 'top|latest|last|first|next|biggest|largest|highest|newest|most recent';
const IN_ORDER = new RegExp(String.raw`\b${NUMBER}\b${UNIT}`, 'i');
const IN_SENTENCE = new RegExp(
  String.raw`\b(?:the|my|our|only|just|at most|up to|no more than|${RANK})(?: (?:${RANK}))* ${NUMBER}\b${UNIT}`,
  'i',
);
const CHOSEN = /^(number of|how many|count of|limit|maximum|top)\b/i;

/**
 * How many entries a list shows, from words such as "only five" or "the top 10", or from a filter "number of shops".
 * Undefined if the brief gives no number.
 */
export function limitOf(
  brief: Pick<Brief, 'shows' | 'changes' | 'order' | 'name' | 'does' | 'find_by'>,
): Limit | undefined {
  if (brief.shows !== 'a list' || formOf(brief) !== 'read') return undefined;
  const [, text] =
    IN_ORDER.exec(brief.order ?? '') ?? IN_SENTENCE.exec(brief.does) ?? IN_SENTENCE.exec(brief.name) ?? [];
  const chosen = brief.find_by.find(isLimit);
  if (chosen) return { default: numberOf(chosen.example), max: MOST_ENTRIES };
  return text === undefined ? undefined : { default: numberOf(text), max: numberOf(text) };
}

export function isLimit({ name, example, bound }: Brief['find_by'][number]): boolean {
  return bound === undefined && CHOSEN.test(name) && /^\d{1,4}$/.test(example);
}

function numberOf(text: string): number {
  const [word = ''] = wordsOf(text);
  return lookUp(ROUND, word) ?? (WORDS.includes(word) ? WORDS.indexOf(word) + 1 : Number(word));
}
