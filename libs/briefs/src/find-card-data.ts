import type { Draft } from './draft.ts';
import { entryValuesOf } from './refer-to-things.ts';
import type { NamedExample } from './value-kind.ts';

const CARD_DATA =
  /\b(pin( codes?)?|pan|cvc2?|cvv2?|(security|secret) codes?|card verification \w+|(digits|number|code) (on|of) the (back|card)\b(?!['’])|(16|sixteen) digits|(full|whole|complete|entire) number(?! of)|((full|whole|complete|entire) )?card numbers?|apple pay|google pay|(digital|mobile|phone) wallet)\b/i;
const LAST_FOUR = /\blast (four|4)( digits| numbers)?( (of|on) (the|a))?( card)?( numbers?)?\b/gi;
/** Digits in the groups of a card: four times four, or 4, 6 and 5. No card number starts with another digit. */
const GROUPED = /\b[2-6]\d{3}([ -])(?:\d{4}\1\d{4}\1\d{1,7}|\d{6}\1\d{5})\b/;
const UNGROUPED = /\b[2-6]\d{12,18}\b/;
/** Numbers that can look like a card number. The check digit of an OCR number is calculated in the same way. */
const OTHER_NUMBER =
  /\b(invoice|reference|ocr|payment|\w*giro|iban|account|order|customer|tracking|ids?)\b(?!.*\bcard\b)/i;

/** Finds a word for data that only the card processor may store, or an example that is a card number. */
export function findCardData({ name, about, values, send, find_by }: Draft): string | undefined {
  const given = [...values, ...send, ...find_by].map((value) => ({ name: '', example: '', ...value }));
  const all = given.flatMap((value) => [value, ...entryValuesOf(value)]);
  const names = [name, about, ...all.map((value) => value.name)].join(', ').replace(LAST_FOUR, '');
  return CARD_DATA.exec(names)?.[0] ?? all.map(cardNumberIn).find(Boolean);
}

function cardNumberIn({ name, example }: NamedExample): string | undefined {
  if (OTHER_NUMBER.test(name)) return undefined;
  const [grouped] = GROUPED.exec(example) ?? [];
  const [digits] = UNGROUPED.exec(example) ?? [];
  return grouped ?? (digits !== undefined && passesLuhn(digits) ? digits : undefined);
}

/** Checks the last digit of a card number (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  const doubled = Array.from(digits, Number)
    .toReversed()
    .map((digit, at) => (at % 2 === 0 ? digit : digit * 2));
  const sum = doubled.reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return sum % 10 === 0;
}
