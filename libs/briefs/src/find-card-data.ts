import { replaceCardNumbers } from '#contracts/vocabulary';
import type { Draft } from './draft.ts';
import { entryValuesOf } from './refer-to-things.ts';
import type { NamedExample } from './value-kind.ts';

const CARD_DATA =
  /\b(pin( codes?)?|pan|cvc2?|cvv2?|(security|secret) codes?|card verification \w+|(digits|number|code) (on|of) the (back|card)\b(?!['’])|(16|sixteen) digits|(full|whole|complete|entire) number(?! of)|((full|whole|complete|entire) )?card numbers?|apple pay|google pay|(digital|mobile|phone) wallet)\b/i;
const LAST_FOUR = /\blast (four|4)( digits| numbers)?( (of|on) (the|a))?( card)?( numbers?)?\b/gi;
/** Digits in the groups of a card, even if the check digit is wrong: four times four, or 4, 6 and 5. */
const GROUPED = /\b[2-6]\d{3}([ -])(?:\d{4}\1\d{4}\1\d{1,7}|\d{6}\1\d{5})\b/;
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
  const isReal = replaceCardNumbers(example, () => '') !== example;
  return GROUPED.exec(example)?.[0] ?? (isReal ? example : undefined);
}
