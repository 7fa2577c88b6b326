import { MONEY_NAME, positiveSek, sek } from '#contracts/vocabulary';
import { amountIn, boundsInWords } from './read-amount.ts';
import { readMoney } from './read-money.ts';
import { numberIn } from './read-number.ts';
import { type Unclear, ask } from './unclear.ts';
import { type NamedExample, type Reading, type Use, quote } from './value-kind.ts';
import { plural, snakeCase, wordsOf } from '../words.ts';

const DECIMAL = /^-?\d[\d ]*[.,]\d+$/;
const PERCENT = /^\+?(-?\d{1,4})(?:[.,](\d{1,2}))? ?(?:%|percent|per cent)$/i;
/** The unit of percentages in documents and client types. */
const HUNDREDTHS = 'in hundredths of a per cent: 6000 is 60 %';
/** Units of time. A summary without data has no number of days, because 0 days would be wrong. */
const TIME = /^(seconds?|minutes?|hours?|days?|weeks?|months?|years?|age)$/;
const COUNT = /^number of\b|^how many\b|\b(count|quantity)$/i;
/** Names of rates and ratings. In a summary without data, these values are null, because 0 would be wrong. */
const RATE = /\b(rate|rating|score|rank|grade|level|ratio|average)\b/i;
/** Names of numbers that are texts: nobody calculates with them, and they can begin with 0. */
const NOT_COUNTED =
  /\b(digits|(post|zip|postal) ?code|code)$|\b(account|card|case|customer|organi[sz]ation|invoice|order|reference|registration|company) number$/i;
const IN_ORE = 'amounts in öre';
/** 100 million kronor, the largest amount in a request. */
const MOST_ORE = 10_000_000_000;
const MOST_NUMBER = 1_000_000_000;

export function readPercentage({ name, example }: NamedExample, use: Use): Reading | Unclear | undefined {
  const [, whole, decimals = ''] = PERCENT.exec(example) ?? [];
  if (whole === undefined) return undefined;
  if (use === 'filter') return askForBound(name, example);
  const hundredths = Number(`${whole}${decimals.padEnd(2, '0')}`);
  if (use !== 'shown' && (hundredths < 0 || hundredths > 10_000))
    return ask(`"${name}" is ${example}, but must be from 0 % to 100 %. Write for example 27 %.`);
  if (use === 'bound') return readBound(name, 'percentage', hundredths, 10_000, HUNDREDTHS);
  return {
    schema: use === 'shown' ? 'z.int()' : 'z.int().min(0).max(10_000)',
    kind: use === 'shown' ? 'percentage' : 'percentage, 0 to 100 %',
    value: String(hundredths),
    invalid: '10001',
    nothing: 'null',
    unit: HUNDREDTHS,
    exampleNotes: [`percentages in hundredths of a per cent: ${hundredths} is ${example}`],
  };
}

export function readAmount(given: NamedExample, use: Use): Reading | Unclear | undefined {
  const { name, told } = given;
  const { text: example, ...bounds } = amountIn(given.example) ?? { text: given.example };
  const amount = readMoney(name, example);
  if (amount === undefined || typeof amount !== 'number') return amount;
  if (use === 'filter') return askForBound(name, example);
  if (use === 'bound') return readBound(name, 'amount', amount, MOST_ORE, 'in öre: 540000 is 5 400.00 kr');
  const value = `sek(${amount})`;
  if (use === 'shown')
    return {
      schema: 'money',
      kind: 'amount',
      value,
      nothing: 'sek(0)',
      exampleNotes: [IN_ORE],
      schemaImports: ['money'],
      valueImports: ['sek'],
    };
  if (bounds.least !== 0 && !positiveSek.safeParse(sek(amount)).success)
    return ask(
      `An amount that a user sends is above zero, and at most 100 000 000 kr. Which amount is right for "${name}"? Write for example 100 kr, or "100 kr (at least 0 kr)" if it may be zero.`,
    );
  const words = boundsInWords(bounds);
  if (words !== '') {
    const { least = 1, most = MOST_ORE } = bounds;
    if (amount < least || amount > most || least < 0)
      return ask(
        `"${name}" is ${example}, but must be ${words}. Which amount is right? Write for example "1 500 kr (500 to 10 000 kr)".`,
      );
    const message = told === undefined ? '' : `, ${quote(told)}`;
    return {
      schema: `sekBetween(${least}, ${most}${message})`,
      kind: `amount, ${words}`,
      value,
      invalid: `sek(${bounds.most === undefined ? least - 1 : most + 1})`,
      exampleNotes: [IN_ORE],
      schemaImports: ['sekBetween'],
      valueImports: ['sek'],
    };
  }
  return {
    schema: 'positiveSek',
    kind: 'amount above zero',
    value,
    invalid: 'sek(-500)',
    exampleNotes: [IN_ORE],
    schemaImports: ['positiveSek'],
    valueImports: ['sek'],
  };
}

export function readNumber({ name, example, told }: NamedExample, use: Use): Reading | Unclear | undefined {
  if (NOT_COUNTED.test(name)) return undefined;
  if (DECIMAL.test(example) && MONEY_NAME.test(snakeCase(name)))
    return ask(
      `Is "${name}" in Swedish kronor? If so, write ${example} kr. If it is in euros, it can only be a text, and its name must not sound like kronor. Write for example "paid in euros" with the example "text: ${example}".`,
    );
  if (DECIMAL.test(example))
    return ask(
      `What does "${example}" count in "${name}"? Write ${example} kr, ${example} %, or a whole number. If it counts nothing, write "text: ${example}".`,
    );
  const given = numberIn(example);
  if (given === undefined) return undefined;
  const { number, least, most } = given;
  const unit = given.unit && plural(given.unit);
  if (use === 'bound') return readBound(name, 'whole number', number, MOST_NUMBER, unit && `in ${unit}`);
  const min = least ?? (use === 'sent' && COUNT.test(name) && number > 0 ? 1 : 0);
  const max = most ?? mostLike(number);
  if (use !== 'shown' && (number < min || number > max))
    return ask(`"${name}" is ${number}, but must be from ${min} to ${max}. Write for example "4 (1 to 5)".`);
  const message = told === undefined ? '' : `, ${quote(told)}`;
  const isTime = [...wordsOf(name), unit ?? ''].some((word) => TIME.test(word));
  const kind = unit === undefined ? 'whole number' : `whole number in ${unit}`;
  return {
    ...(use === 'filter'
      ? { schema: `wholeNumber({ min: ${min}, max: ${max} })`, schemaImports: ['wholeNumber'] }
      : { schema: use === 'sent' ? `z.int().min(${min}${message}).max(${max}${message})` : 'z.int()' }),
    kind: use === 'shown' ? kind : `${kind}, ${min} to ${max}`,
    value: String(number),
    invalid: String(max + 1),
    ...(!isTime && { nothing: RATE.test(name) ? 'null' : '0' }),
    ...(unit !== undefined && {
      unit: `in ${unit}`,
      exampleNotes: wordsOf(name).map(plural).includes(unit) ? [] : [`"${name}" in ${unit}`],
    }),
  };
}

/** Asks for a minimum or maximum, because few entries have exactly the same amount or percentage. */
function askForBound(name: string, example: string): Unclear {
  return ask(
    `Which entries does the filter "${name}" find: over ${example}, under ${example}, or between two values? Write for example "${name}: over ${example}", "${name}: under ${example}" or "${name}: 100 to 500 kr".`,
  );
}

function readBound(
  name: string,
  kind: string,
  number: number,
  max: number,
  unit?: string,
): Reading | Unclear {
  if (number < 0 || number > max)
    return ask(
      `The ${name} is too small or too large for a filter. Which larger or smaller ${kind} can be the example?`,
    );
  return {
    schema: `wholeNumber({ min: 0, max: ${max} })`,
    kind: unit === undefined ? kind : `${kind} ${unit}`,
    value: String(number),
    invalid: String(max + 1),
    schemaImports: ['wholeNumber'],
    ...(unit !== undefined && { unit }),
  };
}

/**
 * The largest number that a request may send if the brief gives no range: 100 for an example with one digit, 1 000 for
 * two digits.
 */
function mostLike(number: number): number {
  return 10 ** (String(Math.abs(number)).length + 1);
}
