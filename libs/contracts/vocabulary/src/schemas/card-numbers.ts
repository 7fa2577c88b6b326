/** Groups of digits in any writing system, with up to four other characters between two groups. */
const RUN = String.raw`\p{Nd}+(?:[^\p{L}\p{Nd}]{1,4}\p{Nd}+)*`;
/**
 * These separators can be between two groups of one number. Other characters, such as a comma, separate two numbers.
 */
const SEPARATOR = /^[\s\p{Cf}\p{M}\p{Pd}_\u2212|*./·]+$/u;
/**
 * On cards, the number is printed in groups of these lengths. Digits in these groups count as a card number, even with
 * unusual separators.
 */
const PRINTED = new Set(['4 4 4 4', '4 4 4 4 3', '4 6 4', '4 6 5']);
const LIST_SEPARATOR = /^[,;]\s/;
const ANYWHERE = new RegExp(RUN, 'gu');
/** Doesn't match digits inside a word, because ids and hashes contain digits. */
const OUTSIDE_WORDS = new RegExp(String.raw`(?<![\p{L}\p{Nd}_])${RUN}(?![\p{L}\p{Nd}_])`, 'gu');
const GROUP = /\p{Nd}+/gu;
/** The first digits of payment cards. A timestamp in milliseconds starts with 1, so it doesn't match. */
const CARD_ISSUER = /^(?:[3-6]|2[2-7])/;
const SHORTEST = 13;
const LONGEST = 19;

interface Group {
  /** ASCII digits. */
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
}

/**
 * Whether the ASCII digits can be a card number. Checks their length, the first digits and the Luhn checksum (ISO/IEC
 * 7812-1).
 */
export function isCardNumber(digits: string): boolean {
  if (digits.length < SHORTEST || digits.length > LONGEST || !CARD_ISSUER.test(digits)) return false;
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 1 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

/**
 * Replaces each card number outside words. Also finds numbers in groups, and digits of any writing system.
 * `replacement` gets ASCII digits.
 */
export function replaceCardNumbers(text: string, replacement: (digits: string) => string): string {
  return text.replace(OUTSIDE_WORDS, (run) => replaceInRun(run, replacement));
}

/** Masks each card number except its last four digits, as `•••• 1111`. */
export function maskCardNumbers(text: string): string {
  return text.replace(ANYWHERE, (run) => replaceInRun(run, (digits) => `•••• ${digits.slice(-4)}`));
}

function replaceInRun(run: string, replacement: (digits: string) => string): string {
  if (run.length < SHORTEST) return run;
  let end = 0;
  const groups = [...run.matchAll(GROUP)].map(({ 0: digits, index: start }): Group => {
    const before = run.slice(end, start);
    end = start + digits.length;
    return { digits: Array.from(digits, toAsciiDigit).join(''), start, end, before };
  });
  let replaced = '';
  let done = 0;
  for (let first = 0; first < groups.length; first += 1) {
    const card = cardAt(groups, first);
    if (!card) continue;
    const { start = 0 } = groups[first] ?? {};
    replaced += run.slice(done, start) + replacement(card.digits);
    done = card.end;
    first = card.last;
  }
  return replaced + run.slice(done);
}

/** Returns the longest card number that starts with the group at `first`. */
function cardAt(groups: readonly Group[], first: number) {
  let digits = '';
  let found: { readonly digits: string; readonly last: number; readonly end: number } | undefined;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last];
    digits += group?.digits ?? '';
    if (!group || digits.length > LONGEST) break;
    // A single group after a decimal point is a fraction, for example in a measurement.
    if (last === first && group.before === '.') continue;
    if (isGroupedLikeCard(groups.slice(first, last + 1)) && isCardNumber(digits))
      found = { digits, last, end: group.end };
  }
  return found;
}

function isGroupedLikeCard([first, ...others]: readonly Group[]): boolean {
  const lengths = [first, ...others].map((group) => group?.digits.length ?? 0);
  if (others.every(({ before }) => SEPARATOR.test(before))) return isEvenlyGrouped(lengths);
  return PRINTED.has(lengths.join(' ')) && !others.some(({ before }) => LIST_SEPARATOR.test(before));
}

/**
 * In a card number, all groups except the last have equal lengths, or all groups have at least four digits. Telephone
 * numbers have other groups.
 */
function isEvenlyGrouped(lengths: readonly number[]): boolean {
  const [first = 0] = lengths;
  const last = lengths.at(-1) ?? 0;
  const others = lengths.slice(0, -1);
  return (
    (others.every((length) => length === first) && last <= Math.max(first, 4)) ||
    lengths.every((length) => length >= 4)
  );
}

/** In each writing system, the digits from zero to nine have consecutive code points. */
function toAsciiDigit(character: string): string {
  const plain = character.normalize('NFKC');
  if (/^[0-9]$/.test(plain)) return plain;
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
