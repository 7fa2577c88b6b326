import type { Brief, Fault, SentValue } from './brief.ts';
import { formatList, listIn } from '../values/list-of.ts';
import { amountIn, formatAmount } from '../values/read-amount.ts';
import { readMoney } from '../values/read-money.ts';
import { formatNumber, numberIn } from '../values/read-number.ts';
import { formatText, lengthLimitIn, textIn } from '../values/read-text-limit.ts';
import { valueType } from '../values/value-type.ts';
import { numberOf, singular, wordsOf } from '../words.ts';

/** Matches "the day is not between 1 and 28". */
const RANGE = /\b(?:not|outside|out of)\b[\w ]*?(\d+) ?(?:and|to|-|–) ?(\d+)$/i;
/** Matches "there are more than five labels". */
const MORE_ENTRIES = /\bmore than (\w+) (?:\w+ )?(\w+)$/i;
/** Matches "the days are more than 14". */
const BEYOND =
  /^(.+?) (?:(?:is|are) )?(?:(more than|higher than|over|above)|exceeds?|(less than|fewer than|lower than|under|below)) (\w+)(?: \w+)?$/i;

/** Matches "the amount is less than 500 kr". */
const BEYOND_AMOUNT =
  /^(.+?) (?:(?:is|are) )?(?:(?:more|higher|larger) than|over|above|exceeds?|(less than|lower than|smaller than|under|below)) (\d[\d ]*(?:,\d+)? ?(?:kr|sek))$/i;

interface Limits {
  readonly least?: number;
  readonly most?: number;
}

/** Moves limits from cases to sent values. Then removes each case, and uses its message for the limit. */
export function readRanges(brief: Brief): Brief {
  const used = new Set<Fault>();
  const send = brief.send.map((given) =>
    brief.goes_wrong.reduce((value, fault) => {
      const example = limitedBy(fault, value);
      if (example === undefined) return value;
      used.add(fault);
      return { ...value, example, told: [value.told, fault.told].filter(Boolean).join('. ') };
    }, given),
  );
  return { ...brief, send, goes_wrong: brief.goes_wrong.filter((fault) => !used.has(fault)) };
}

export function askAboutOtherLimits({ send, goes_wrong }: Brief): string[] {
  return send.flatMap((value) =>
    goes_wrong
      .filter((fault) =>
        [limitsIn, amountLimitsIn, lengthLimitsIn].some((limitsOf) => limitsOf(fault, value) !== undefined),
      )
      .map(
        ({ when }) =>
          `"${value.name}" has the example "${value.example}", but the case "${when}" has a different limit. Which limit is right? Write the same limit in both places.`,
      ),
  );
}

/**
 * Adds the case's limit to the value's example. Undefined if the case has no limit, or if the example has a different
 * limit.
 */
function limitedBy(fault: Fault, value: SentValue): string | undefined {
  const list = listIn(value.example);
  if (list) {
    const [, count = '', things = ''] = MORE_ENTRIES.exec(fault.when) ?? [];
    const most = numberOf(count) ?? 0;
    const isSame = list.most === undefined || list.most === most;
    return most > 0 && isSame && isAbout(things, value.name) ? formatList({ ...list, most }) : undefined;
  }
  const amount = amountIn(value.example);
  const bounds = amountLimitsIn(fault, value);
  if (amount && bounds) return agree(amount, bounds) ? formatAmount({ ...amount, ...bounds }) : undefined;
  const length = lengthLimitsIn(fault, value);
  if (length) {
    const text = textIn(value.example);
    return agree(text, length) ? formatText({ ...text, ...length }) : undefined;
  }
  const given = numberIn(value.example);
  const limits = limitsIn(fault, value);
  if (!given || !limits) return undefined;
  const { least = given.least ?? 0, most = given.most } = limits;
  const isSame = (given.most === undefined || given.most === most) && (given.least ?? least) === least;
  return isSame && most !== undefined ? formatNumber({ ...given, least, most }) : undefined;
}

function limitsIn({ when }: Fault, { name, example }: SentValue): Limits | undefined {
  if (numberIn(example) === undefined) return undefined;
  const [, least, most] = RANGE.exec(when) ?? [];
  if (least !== undefined)
    return isAbout(when, name) ? { least: Number(least), most: Number(most) } : undefined;
  const [, subject = '', , less, limit = ''] = BEYOND.exec(when) ?? [];
  const number = numberOf(limit);
  if (number === undefined || !isAbout(subject, name)) return undefined;
  return less === undefined ? { most: number } : { least: number };
}

/** False if the example and a case have different values for the minimum or the maximum. */
function agree(known: Limits, given: Limits): boolean {
  return (['least', 'most'] as const).every(
    (bound) => known[bound] === undefined || given[bound] === undefined || known[bound] === given[bound],
  );
}

/** Returns the limits in öre. Undefined if the case has no limit for the amount. */
function amountLimitsIn({ when }: Fault, { name, example }: SentValue): Limits | undefined {
  if (amountIn(example) === undefined) return undefined;
  const [, subject = '', less, limit = ''] = BEYOND_AMOUNT.exec(when.trim()) ?? [];
  const ore = readMoney(name, limit);
  if (typeof ore !== 'number' || !isAbout(subject, name)) return undefined;
  return less === undefined ? { most: ore } : { least: ore };
}

function lengthLimitsIn(fault: Fault, { name, example }: SentValue): Limits | undefined {
  const { subject, ...limits } = lengthLimitIn(fault) ?? {};
  if (subject === undefined || !isAbout(subject, name)) return undefined;
  const type = valueType({ name, example: textIn(example).text }, 'shown');
  return 'kind' in type && type.kind === 'text' ? limits : undefined;
}

/** Whether a sentence contains the first or the last word of a name. */
function isAbout(sentence: string, name: string): boolean {
  const words = wordsOf(sentence).map(singular);
  const named = wordsOf(name).map(singular);
  return [named[0], named.at(-1)].some((word) => word !== undefined && words.includes(word));
}
