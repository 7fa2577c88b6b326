import { wordsOf } from '../words.ts';

/** A resource and its parent: "the limit of a card" is a limit inside a card. */
export interface Thing {
  readonly about: string;
  readonly inside?: string;
}

const ARTICLES = /^(?:(?:the|an?|my|our|your|their|all|every|each|this|last|one|some)\s+)+(?=\S)/i;
const PART = /^(.+?)\s+(?:of|on|for|in|inside|from)\s+(?:the|an?|one|my|our|your|each|every|this)\s+(.+)$/i;
const OWNED = /^(.+?)['’]s?\s+(.+)$/;
const GROUPED = /^(.+?)\s+(?:per|by)\s+(.+)$/i;
const TIME = new Set(['day', 'week', 'month', 'quarter', 'year', 'today', 'yesterday']);

/** Adjectives for the state of a resource. A list can have a filter for the state. */
export const STATE =
  /^(un\w+(ed|en|id|read)|(over|un)?due|overdue|(un)?paid|open|pending|declined|refunded|frozen|blocked|locked|lost|expired|cancell?ed|(in)?active|recent|latest|new|late|large|big|small|foreign|upcoming|waiting)$/;

/** Words after a name that narrow it: "an invoice due soon". */
export const STATE_AFTER =
  /^(due|overdue|(un)?paid|soon|late|abroad|online|today|yesterday|now|missing|waiting|left)$/;

/**
 * Splits a name such as "the limit of a card" into the resource and its parent. "purchases per shop" becomes "shop
 * purchases".
 */
export function splitThing(text: string): Thing {
  const bare = text.trim().replace(ARTICLES, '');
  const [, part, whole] = PART.exec(bare) ?? [];
  if (part && whole) return partOf(part, whole);
  const [, owner, owned] = OWNED.exec(bare) ?? [];
  if (owner && owned) return partOf(owned, owner);
  const [, grouped, group] = GROUPED.exec(bare) ?? [];
  return grouped && group ? { about: `${group} ${grouped}` } : { about: bare };
}

/** A month owns nothing: "this month's purchases" are purchases. */
function partOf(about: string, inside: string): Thing {
  const whole = inside.replace(ARTICLES, '');
  return wordsOf(whole).some((word) => TIME.has(word)) ? { about } : { about, inside: whole };
}
