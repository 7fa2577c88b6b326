export interface TextInExample {
  readonly text: string;
  /** `least` and `most` count characters. `least` and `most` are undefined if the author gives no limit. */
  readonly least?: number;
  readonly most?: number;
}

const CHARACTERS = '(?:characters?|letters?|signs?|chars)';
const NUMBER = String.raw`\d{1,3}(?:[ \u00a0,.]\d{3})+|\d+`;
const LIMITED = new RegExp(
  String.raw`^(?<text>.+?) ?\((?:(?<bound>at most|up to|max(?:imum)?(?: of)?|no more than|at least|min(?:imum)?(?: of)?) )?(?<first>${NUMBER})(?: ?(?:to|-|–) ?(?<last>${NUMBER}))? ${CHARACTERS}(?<after> (?:at (?:the )?most|or (?:less|fewer)|at (?:the )?least|or more))?\)$`,
  'is',
);
const LONGER = new RegExp(
  String.raw`^(?<subject>.+?) (?:is|are|has|have) (?:(?<more>longer|more)|shorter|less|fewer) than (?<limit>${NUMBER}) ${CHARACTERS}$`,
  'i',
);
const TOO_LONG = /^(?<subject>.+?) (?:is|are|has) too (?:(?<more>long|many)|short|few)\b/i;
const LIKE_LIMIT = /\((?:at most|at least|up to|max|min|no more than|not more than)\b[^()]*\)$/i;
const LENGTH_IN_MESSAGE = new RegExp(String.raw`\b(${NUMBER}) ${CHARACTERS}\b`, 'i');

/** Reads a text such as `Travel`, `Travel (at most 30 characters)` or `Travel (3 to 30 letters)`. */
export function textIn(example: string): TextInExample {
  const { text, bound = '', first, last, after = '' } = LIMITED.exec(example.trim())?.groups ?? {};
  if (text === undefined) return { text: example };
  if (last !== undefined) return { text, least: countIn(first), most: countIn(last) };
  return /min|least|more$/i.test(bound.replace(/^no more than$/i, '') + after)
    ? { text, least: countIn(first) }
    : { text, most: countIn(first) };
}

export const endsLikeLimit = (example: string) => LIKE_LIMIT.test(example);

const countIn = (digits = '') => Number(digits.replace(/\D/g, ''));

export function lengthInWords({ least, most }: Omit<TextInExample, 'text'>): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most} characters`;
  return least === undefined ? `at most ${most} characters` : `at least ${least} characters`;
}

export function formatText({ text, ...limits }: TextInExample): string {
  return limits.least === undefined && limits.most === undefined
    ? text
    : `${text} (${lengthInWords(limits)})`;
}

/**
 * Reads a length limit from a case such as "the comment is longer than 500 characters". If the case only says "too
 * long", the number comes from its message. Undefined for any other case.
 */
export function lengthLimitIn(fault: {
  readonly when: string;
  readonly told: string;
}): { readonly subject: string; readonly least?: number; readonly most?: number } | undefined {
  const {
    subject,
    more,
    limit = LENGTH_IN_MESSAGE.exec(fault.told)?.[1],
  } = LONGER.exec(fault.when.trim())?.groups ?? TOO_LONG.exec(fault.when.trim())?.groups ?? {};
  if (subject === undefined || limit === undefined) return undefined;
  return { subject, [more === undefined ? 'least' : 'most']: countIn(limit) };
}
