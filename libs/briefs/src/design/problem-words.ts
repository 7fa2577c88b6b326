import { wordsOf } from '../words.ts';
import { lookUp } from '../look-up.ts';

const FILLERS = new Set(
  'the a an is are was were has have been there it its by of to what that yet we they i you your our their'.split(
    ' ',
  ),
);
/** The start of a second clause. The error code contains only words of the first clause. */
const CLAUSE = /[,;]|\b(?:and|but|so|because|or)\b(?! (?:not|no|there (?:is|are) no)\b)/i;
const VERB = /\b(?:is|are|was|were|has|have|exists?)\b/i;
const MOST_WORDS = 6;

/**
 * Finds the words of an error code in the author's sentence: "card already frozen" for "the card is frozen already".
 * If the contract already has a problem with these words (`isDeclared`), they stay as they are.
 */
export function problemWords(when: string, isDeclared: (words: string) => boolean): readonly string[] {
  const [first = ''] = when.split(CLAUSE);
  const clause = (wordsOf(first).length > 1 ? first : when).trim().replace(/['’]s\b/g, '');
  const words = wordsOf(clause);
  const meaningful = words.filter((word, at) => !FILLERS.has(word) || isMeaningful(words, at));
  const spoken = withoutOpenEnd((meaningful.length > 0 ? meaningful : words).slice(0, MOST_WORDS));
  return isDeclared(spoken.join(' ')) ? spoken : (phraseIn(clause) ?? alreadyFirst(spoken, clause));
}

/**
 * Whether the error code keeps a short word. It keeps "has" in "the card has no limit", "is" in "the colleague is an
 * owner", and "to" in "too small to print". It leaves out "to" in "the company has to pay first".
 */
function isMeaningful(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  if (word === 'to') return !FILLERS.has(words[at - 1] ?? word);
  if (word === 'you') return words[at - 1] === 'thank';
  const next = words[at + 1] ?? '';
  if (/^(is|are)$/.test(word)) return at > 1 && /^(an?|the)$/.test(next) && !words.includes('already');
  return /^(has|have)$/.test(word) && /^(an?|no)$/.test(next);
}

type Groups = Readonly<Record<string, string | undefined>>;

const ADJECTIVES: Readonly<Record<string, string>> = {
  older: 'old',
  newer: 'new',
  longer: 'long',
  shorter: 'short',
  younger: 'young',
  later: 'late',
  earlier: 'early',
  larger: 'large',
  bigger: 'large',
  greater: 'high',
  higher: 'high',
  more: 'high',
  over: 'high',
  above: 'high',
  exceeds: 'high',
  exceed: 'high',
  smaller: 'small',
  lower: 'low',
  less: 'low',
  fewer: 'low',
  under: 'low',
  below: 'low',
  away: 'far_away',
};

/** What a compared time means: "less than 24 hours ago" is too recent, and "in less than 3 days" is too soon. */
const TIMES = {
  ago: { more: 'long_ago', less: 'recently' },
  in: { more: 'late', less: 'soon' },
  for: { more: 'long', less: 'short' },
} as const;

/**
 * Sentences whose code names the result, such as TOO_HIGH, instead of a number. The code stays true when the number
 * changes.
 */
const PHRASES: readonly (readonly [RegExp, (groups: Groups) => readonly string[]])[] = [
  [
    /^(?:the |an? )?(?<subject>.+?) (?<verb>is|are|was|were|has|have|expires?|ends?|starts?|begins?) (?<state>(?:\w+ ){1,3}?)(?<word>more than|less than|over|under) (?:\d+|an?) (?:minutes?|hours?|days?|weeks?|months?|years?)(?<ago> ago)?$/i,
    ({ subject = '', verb = '', state = '', word = '', ago }) => [
      ...withoutFillers(`${subject} ${verb}`),
      ...withoutFillers(state).filter((other) => !/^(in|for)$/.test(other)),
      'too',
      timeWord(state, word, ago),
    ],
  ],
  [
    /^.*\b(?:has|have) (?:already )?(?<word>fewer|less|more) than (?:\d+|\w+) (?<things>[a-z][\w ]*?)$/i,
    ({ word = '', things = '' }) => ['too', /more/i.test(word) ? 'many' : 'few', ...withoutFillers(things)],
  ],
  [
    /^(?:the |an? )?(?<subject>.+?) (?:(?:is|are) )?(?<word>over|above|exceeds?|under|below|\w+er than|more than|less than) (?:\d[\d .,]*|an? )(?:kr|sek|%|percent|\w+)?(?: (?<end>\w+))?$/i,
    ({ subject = '', word = '', end = '' }) => [
      ...withoutFillers(subject),
      'too',
      adjective(end, adjective(word)),
    ],
  ],
  [
    /^(?:the |an? )?(?<subject>.+?) (?:is|are) (?<word>higher|lower|larger|smaller|bigger|greater|more|less|longer|shorter) than .+$/i,
    ({ subject = '', word = '' }) => [...withoutFillers(subject), 'too', adjective(word)],
  ],
  [
    /\b(?:(?:as|too) many|has (?:already )?(?:\d+|two|three|four|five|six|ten)) (?<things>[a-z][\w ]*?)(?: as\b.*| already)?$/i,
    ({ things = '' }) => ['too', 'many', ...withoutFillers(things)],
  ],
  [
    /^(?:\d+|two|three|four|five|six|ten) (?<things>[a-z][\w ]*?) are (?<state>[\w ]+?)(?: already)?$/i,
    ({ things = '', state = '' }) => ['too', 'many', ...withoutFillers(things), ...withoutFillers(state)],
  ],
  [
    /^there (?:is|are) (?:already )?(?:an? |another )(?<thing>.+) with (?:this|that|the same) (?<value>.+?)(?: already)?$/i,
    taken,
  ],
  [/^another (?<thing>.+?) (?:already )?has (?:this|that|the same) (?<value>.+?)(?: already)?$/i, taken],
  [/^the (?<value>.+?) is (?:already )?used by another (?<thing>.+)$/i, taken],
  [
    /^(?=.*\balready\b).*?\b(?:has|have) (?:already )?(?:an?|this|the|such an?) (?<thing>.+?)(?: already)?$/i,
    ({ thing = '' }) => [...withoutFillers(thing), 'already', 'exists'],
  ],
];

/**
 * Returns "recently" for "less than 24 hours ago". `state` is the text before `word`, and `ago` is the text after the
 * number.
 */
function timeWord(state: string, word: string, ago: string | undefined): string {
  const since = /\bfor\s*$/i.test(state) ? TIMES.for : TIMES.in;
  const { more, less } = ago === undefined ? since : TIMES.ago;
  return /more|over/i.test(word) ? more : less;
}

function phraseIn(clause: string): readonly string[] | undefined {
  for (const [pattern, words] of PHRASES) {
    const groups = pattern.exec(clause)?.groups;
    if (groups) return words(groups);
  }
  return undefined;
}

function taken({ thing = '', value = '' }: Groups): readonly string[] {
  return [...withoutFillers(thing), ...withoutFillers(value), 'taken'];
}

/** The adjective of a comparison: "old" for "older than". Returns any other word unchanged, such as "late". */
function adjective(word: string, otherwise = word): string {
  const [first = ''] = wordsOf(word);
  return lookUp(ADJECTIVES, first) ?? (first === '' ? otherwise : first);
}

function withoutFillers(text: string): string[] {
  return wordsOf(text).filter((word) => !FILLERS.has(word));
}

/**
 * Makes CARD_ALREADY_FROZEN from "the card is frozen already", and REPORT_ALREADY_EXISTS from "there is already a
 * report".
 */
function alreadyFirst(state: readonly string[], clause: string): readonly string[] {
  if (!state.includes('already')) return state;
  const others = state.filter((word) => word !== 'already');
  if (/^there (is|are|was|were)\b/i.test(clause)) return [...others, 'already', 'exists'];
  const [subject = ''] = clause.split(VERB);
  const named = new Set(wordsOf(subject));
  const things = others.filter((word) => named.has(word));
  return [...things, 'already', ...others.filter((word) => !named.has(word))];
}

/** Shortens DUE_DATE_MORE_THAN to DUE_DATE_MORE, because a code must not end with "than" or "not". */
function withoutOpenEnd(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex(
    (word) => !/^(than|not|no|for|in|on|to|with|another|has|have|\d+)$/.test(word),
  );
  return last < 1 ? words : words.slice(0, last + 1);
}
