import { replaceCardNumbers } from '#contracts/vocabulary';
import type { Draft } from '../answers/draft.ts';
import { entryValuesOf } from '../answers/refer-to-things.ts';
import type { NamedExample } from '../values/value-kind.ts';

const CARD_DATA =
  /\b(pin( codes?)?|pan|cvc2?|cvv2?|cv2|(security|secret) (codes?|numbers?)|card verification \w+|(digits|number|code) (printed )?(on|of) the (back|front|card)\b(?!['’]| order)|card no|(3|three|4|four|16|sixteen)[ -](digits?|figures?)( code)?|all (the )?digits|(full|whole|complete|entire) number(?! of)|((full|whole|complete|entire) )?card numbers?|apple pay|google pay|(digital|mobile|phone) wallet)\b/gi;
const LAST_FOUR =
  /\b((last|final) (four|4)( digits| numbers)?|(four|4) (digits|numbers) at the end)( (of|on) (the|a))?( card)?( numbers?)?\b/gi;
/** Digits in groups as on a payment card, 4-4-4-4 or 4-6-5. The check digit may be wrong. */
const GROUPED = /\b[2-6]\d{3}([ -])(?:\d{4}\1\d{4}\1\d{1,7}|\d{6}\1\d{5})\b/;
/** Numbers that can look like a card number. The check digit of an OCR number is calculated in the same way. */
const OTHER_NUMBER =
  /\b(invoice|receipt|reference|ocr|payment|\w*giro|iban|account|order|customer|tracking|ids?)\b(?!.*\bcard\b)/i;

/**
 * Words for card data in the sentence of a brief. This pattern has fewer words than the pattern for names, because a
 * sentence may mention the number or code of a card that the operation does not show.
 */
const IN_SENTENCE =
  /\b((all|full|whole|complete|entire|sixteen|16)[- ](of )?(the )?(digits?|numbers?)|(three|four|\d+)[- ]digits?( code)?) (of|on|at|behind) ((?!(by|for|in|with)\b)\w+(['’]s)? ){0,3}(card|back|it)\b|\b(three|four|sixteen|\d+)[- ](figures|numbers) (on|behind) (\w+(['’]s)? )?(card|back|it)\b|\bcode (on|at|behind) (the )?(back|it)\b|\b(cvc|cvv)2?\b/gi;

/** Finds all words for data that only the card processor may store, and the examples that are card numbers. */
export function findCardData({ name, does, about, values, send, find_by }: Draft): string[] {
  const given = [...values, ...send, ...find_by].map((value) => ({ name: '', example: '', ...value }));
  const all = given.flatMap((value) => [value, ...entryValuesOf(value)]);
  const names = [name, about, ...all.map((value) => value.name)].join(', ').replace(LAST_FOUR, '');
  return [
    ...(names.match(CARD_DATA) ?? []),
    ...(does.replace(LAST_FOUR, '').match(IN_SENTENCE) ?? []),
    ...all.flatMap((value) => cardNumberIn(value) ?? []),
  ];
}

function cardNumberIn({ name, example }: NamedExample): string | undefined {
  if (OTHER_NUMBER.test(name)) return undefined;
  const isReal = replaceCardNumbers(example, () => '') !== example;
  return GROUPED.exec(example)?.[0] ?? (isReal ? example : undefined);
}
