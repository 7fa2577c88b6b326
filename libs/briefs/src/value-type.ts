import { z } from 'zod';
import {
  MONEY_NAME,
  MONEY_NAME_OF_NUMBER,
  identifier,
  positiveSek,
  sek,
  timestamp,
} from '#contracts/vocabulary';
import { type ListOf, beginsLikeList, entriesOf, formatList, listIn, valuesOf } from './list-of.ts';
import { type Unclear, ask } from './unclear.ts';
import { readDate, readMonth, readQuarter, readWeek } from './read-date.ts';
import { type SentFile, isFileLimit, readSentFile } from './read-file.ts';
import { amountIn, boundsInWords } from './read-amount.ts';
import { readMoney } from './read-money.ts';
import { endsLikeRange, numberIn } from './read-number.ts';
import { utcOfSwedishTime } from './swedish-time.ts';
import { capital, snakeCase, wordsOf } from './words.ts';

/** The TypeScript of a value: its schema, and examples as literals. */
export interface ValueType {
  readonly schema: string;
  /** The kind of value in words, with its limits. */
  readonly kind: string;
  readonly value: string;
  /** A value that the schema refuses. Undefined for a value in a response. */
  readonly invalid?: string;
  /** The value when there is no data: 0 for money and counts, null for percentages and rates. */
  readonly nothing?: string;
  /** The value as a query parameter's text. */
  readonly text: string;
  /** The part of a response's description that the schema can't express. */
  readonly unit?: string;
  /** What a reader of an example must know about the value: "amounts in öre". */
  readonly exampleNotes?: readonly string[];
  /** The file that the value announces. */
  readonly file?: SentFile;
  /** The names that the schema and the value import from the vocabulary. */
  readonly schemaImports: readonly string[];
  readonly valueImports: readonly string[];
}

/**
 * Where a value occurs: in a response, in a body, as a filter in the query, or as the minimum or maximum of such a filter.
 */
export type Use = 'shown' | 'sent' | 'filter' | 'bound';

export interface NamedExample {
  readonly name: string;
  readonly example: string;
  /** The message for a value outside its limits, if the author gives one. */
  readonly told?: string;
}

type Reading = Partial<ValueType> & Pick<ValueType, 'schema' | 'value' | 'kind'>;
type Reader = (given: NamedExample, use: Use) => Reading | Unclear | undefined;

const LONG_TEXTS = new Set(['comment', 'description', 'message', 'note', 'text']);
const TEXT = /^text:\s*(.+)$/is;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(Z?)$/;
const TIME_OF_DAY = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const ONE_OF = /^one of:\s*(.+)$/is;
/** Words with a slash between them, such as sv/en. */
const ALTERNATIVES = /^\p{L}{2,}( ?\/ ?\p{L}{2,})+$/u;
const YES_OR_NO = /^(yes|no|true|false|on|off)( ?\/ ?(yes|no|true|false|on|off))?$/i;
const DECIMAL = /^-?\d[\d ]*[.,]\d+$/;
const PERCENT = /^\+?(-?\d{1,4})(?:[.,](\d{1,2}))? ?(?:%|percent|per cent)$/i;
/** The unit of percentages, in documents and in the types of apps. */
const HUNDREDTHS = 'in hundredths of a per cent: 6000 is 60 %';
const PHONE = /^(?:\+[1-9][\d -]{7,17}|0\d[\d -]{6,13})$/;
const DIGITS = /^[\d -]+$/;
/** Units of time. If there is nothing to wait for, the number of days is missing and not 0. */
const TIME = /^(seconds?|minutes?|hours?|days?|weeks?|months?|years?|age)$/;
/** Names of numbers that count something. */
const COUNT = /^number of\b|^how many\b|\b(count|quantity)$/i;
/** Names of numbers that are not sums. Without data, such a number is missing, because 0 would be false. */
const RATE = /\b(rate|rating|score|rank|grade|level|ratio|average)\b/i;
const WEEKDAY = 'weekday';
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CHOICES = { min: 2, max: 20 };
const IN_ORE = 'amounts in öre';
/** The largest amount in a request: 100 million kronor. */
const MOST_ORE = 10_000_000_000;
const MOST_NUMBER = 1_000_000_000;
/** The size of a file in an example. */
const EXAMPLE_BYTES = 482_133;
/** The maximum number of entries of a list that a user sends. */
const MOST_ENTRIES = 20;
const MOST_CHARACTERS = { filter: 64, bound: 64, sent: 200, long: 1_000 };

/**
 * Infers the type of a value from an example, and asks if the example can be read in two ways. Anything that no reader
 * recognizes, and anything after `text:`, is text. A value that is sent or a filter has limits.
 */
export function valueType(given: NamedExample, use: Use): ValueType | Unclear {
  const example = plainSigns(given.example);
  for (const read of READERS) {
    const reading = read({ ...given, example }, use);
    if (reading && 'question' in reading) return reading;
    if (reading) return { schemaImports: [], valueImports: [], text: unquoted(reading.value), ...reading };
  }
  throw new Error(`No reader takes ${given.example}`);
}

const READERS: readonly Reader[] = [
  ({ name, example }, use) => {
    const [, text] = TEXT.exec(example) ?? [];
    return text === undefined ? undefined : readText(name, text, use);
  },
  readList,
  (given, use) => (isFileLimit(given.example) ? readFile(given, use) : undefined),
  readChoice,
  readMoment,
  ({ example }) => {
    const date = readDate(example);
    return typeof date === 'string' ? scalar('calendarDate', 'date', date, '2026-02-30') : date;
  },
  ({ example }) => {
    const month = readMonth(example);
    if (typeof month !== 'string') return month;
    return {
      schema: String.raw`z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM')`,
      kind: 'month',
      value: quote(month),
      invalid: quote('2026-13'),
    };
  },
  ({ example }) => {
    const quarter = readQuarter(example);
    if (typeof quarter !== 'string') return quarter;
    return {
      schema: String.raw`z.string().regex(/^\d{4}-Q[1-4]$/, 'must be a quarter, YYYY-Qn')`,
      kind: 'quarter',
      value: quote(quarter),
      invalid: quote('2026-Q5'),
    };
  },
  ({ example }) => {
    const week = readWeek(example);
    if (typeof week !== 'string') return week;
    return {
      schema: String.raw`z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, 'must be a week, YYYY-Wnn')`,
      kind: 'week',
      value: quote(week),
      invalid: quote('2026-W54'),
    };
  },
  ({ example }) => {
    const [, hours, minutes] = TIME_OF_DAY.exec(example) ?? [];
    if (hours === undefined || minutes === undefined) return undefined;
    return {
      schema: String.raw`z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM')`,
      kind: 'time of day',
      value: quote(`${hours.padStart(2, '0')}:${minutes}`),
      invalid: quote('24:00'),
    };
  },
  readDayOfWeek,
  readCode,
  readPhone,
  readYear,
  readPercentage,
  readAmount,
  readNumber,
  ({ example }, use) => {
    if (!YES_OR_NO.test(example)) return undefined;
    const value = String(/^(yes|true|on)\b/i.test(example));
    const kind = 'yes or no';
    const invalid = quote('perhaps');
    // A query has only texts.
    if (use === 'filter') return { schema: `z.enum(['true', 'false'])`, kind, value: quote(value), invalid };
    return { schema: 'z.boolean()', kind, value, invalid };
  },
  ({ name, example }) => {
    if (!/(^|[\s_])ids?$/i.test(name)) return undefined;
    return identifier.safeParse(example).success
      ? scalar('identifier', 'id', example, 'not an id')
      : ask(
          `An id has 1 to 64 letters, digits, hyphens or underscores. How does "${name}" look? Write for example card-1.`,
        );
  },
  ({ name, example }) => {
    if (!/^\S+@\S+\.\S+$/.test(example)) return undefined;
    return z.email().max(254).safeParse(example).success
      ? {
          schema: 'z.email().max(254)',
          kind: 'email address',
          value: quote(example),
          invalid: quote('nobody'),
        }
      : ask(`Is "${name}" an email address? Write it like anna@example.com.`);
  },
  readFile,
  readOtherText,
];

/** A moment in UTC. A time without Z is a Swedish local time. */
function readMoment({ example }: NamedExample): Reading | Unclear | undefined {
  const [, day, time, seconds = ':00', zone] = MOMENT.exec(example) ?? [];
  if (!day || !time) return undefined;
  const local = `${day}T${time}${seconds}`;
  const moment = zone === 'Z' ? `${local}Z` : utcOfSwedishTime(local);
  if (moment === undefined || !timestamp.safeParse(moment).success)
    return ask(`"${example}" does not exist. Which time do you mean? Write it like 2026-06-25 12:00.`);
  return {
    ...scalar('timestamp', 'moment', moment, 'yesterday'),
    exampleNotes: [zone === 'Z' ? 'times in UTC' : `times in UTC: ${day} ${time} in Sweden is ${moment}`],
  };
}

/** A file that the app sends after the response. The request has the file's media type and size. */
function readFile({ name, example }: NamedExample, use: Use): Reading | Unclear | undefined {
  if (use !== 'sent') return undefined;
  const file = readSentFile(name, example);
  if (file === undefined || 'question' in file) return file;
  const { types, maxBytes, words } = file;
  const announcement = (type: string) =>
    `{ content_type: ${quote(type)}, size_bytes: ${Math.min(EXAMPLE_BYTES, maxBytes)} }`;
  return {
    schema: `announcedFile({ types: [${types.map(quote).join(', ')}], maxBytes: ${maxBytes} })`,
    kind: `file: ${words}`,
    value: announcement(types[0] ?? ''),
    invalid: announcement('text/html'),
    file,
    schemaImports: ['announcedFile'],
  };
}

/** A list of values of one kind. The type follows from the first entry. */
function readList({ name, example, told }: NamedExample, use: Use): Reading | Unclear | undefined {
  const given = listIn(example);
  if (given === undefined) return beginsLikeList(example) ? ask(askForEntries(name)) : undefined;
  if (use === 'filter')
    return ask(
      `Can "${name}" be one text, date or choice? Lists can't be narrowed by several values at once yet.`,
    );
  const entries = entriesOf(given);
  const [first = { schema: '', kind: '' }, ...others] = entries.map((entry) =>
    entry.includes('=') ? readEntry(name, entry, use) : valueType({ name, example: entry }, use),
  );
  if ('question' in first) return first;
  const known = [first, ...others].flatMap((entry) => ('value' in entry ? [entry] : []));
  if (known.length < others.length + 1 || known.some(({ schema }) => schema !== first.schema))
    return ask(
      `Which values are in the list "${name}"? Write some of one kind, for example "list of: SJ, Telia".`,
    );
  const { least, most } = limitsOf(given);
  if (use === 'sent' && (known.length < least || known.length > most))
    return ask(
      `"${name}" has ${rangeOf(least, most)} entries, but its example has ${known.length}. Write more or fewer, with a semicolon between them: "${formatList({ ...given, entries: `${entries[0]}; …` })}".`,
    );
  const message = told === undefined ? '' : `, ${quote(told)}`;
  const minimum = least === 0 ? '' : `.min(${least}${message})`;
  const bounds = use === 'sent' ? `${minimum}.max(${most}${message})` : '';
  return {
    schema: `z.array(${first.schema})${bounds}`,
    // A list in a response has no limit.
    kind: `list of${use === 'sent' ? ` ${rangeOf(least, most)}` : ''}: ${first.kind}`,
    value: `[${known.map(({ value }) => value).join(', ')}]`,
    invalid: least === 0 ? quote('no list') : '[]',
    nothing: '[]',
    schemaImports: known[0]?.schemaImports ?? [],
    valueImports: known[0]?.valueImports ?? [],
    exampleNotes: known.flatMap(({ exampleNotes = [] }) => exampleNotes),
    ...(known[0]?.unit !== undefined && { unit: known[0].unit }),
  };
}

/** The question about an example that describes a list. */
export function askForEntries(name: string): string {
  return `How does one of "${name}" look? Write "list of:" and two of them, for example "list of: SJ, Telia". If each has several values, name them: "list of: shop = SJ, amount = 845 kr".`;
}

/** The minimum and the maximum number of entries that a user may send. An empty list is valid only if the brief says so. */
function limitsOf(list: ListOf): { least: number; most: number } {
  const [first = ''] = entriesOf(list);
  const usual = WEEKDAYS.includes(first.toLowerCase()) ? WEEKDAYS.length : MOST_ENTRIES;
  return { least: list.least ?? 1, most: list.most ?? usual };
}

/** Lets a list in an example be empty, unless its author gives a minimum. Examples of other kinds stay unchanged. */
export function withEmptyList(example: string): string {
  const list = listIn(example);
  return list === undefined || list.least !== undefined
    ? example
    : formatList({ ...list, least: 0, most: limitsOf(list).most });
}

function rangeOf(least: number, most: number): string {
  return least === most ? String(most) : `${least} to ${most}`;
}

/** An entry with several named values: `shop = SJ, amount = 1 250,50 kr`. */
function readEntry(name: string, entry: string, use: Use): Omit<ValueType, 'text'> | Unclear {
  const parts = valuesOf(entry).map((value) => ({
    key: snakeCase(value.name),
    type: valueType(value, use),
  }));
  const known = parts.flatMap(({ key, type }) =>
    'question' in type ? [] : [{ ...type, key: fieldName(key, type) }],
  );
  const unclear = parts.map(({ type }) => type).find((type) => 'question' in type);
  if (unclear) return unclear;
  const keys = new Set(known.map(({ key }) => key));
  if (keys.size < parts.length || [...keys].some((key) => !/^[a-z]/.test(key)))
    return ask(
      `What is each value of "${name}" called? Write for example "list of: shop = SJ, amount = 845 kr".`,
    );
  const each = (of: (part: (typeof known)[number]) => string) =>
    `{ ${known.map((part) => `${part.key}: ${of(part)}`).join(', ')} }`;
  const object = use === 'sent' ? 'z.strictObject' : 'z.object';
  return {
    schema: `${object}(${each(described)})`,
    kind: known.map(({ key, kind }) => `${key} (${kind})`).join(' and '),
    value: each(({ value }) => value),
    schemaImports: known.flatMap(({ schemaImports }) => schemaImports),
    valueImports: known.flatMap(({ valueImports }) => valueImports),
    exampleNotes: known.flatMap(({ exampleNotes = [] }) => exampleNotes),
  };
}

function described({ schema, unit }: ValueType): string {
  return unit === undefined ? schema : `${schema}.describe(${quote(capital(unit))})`;
}

/** The choices in an example such as `one of: lost, stolen`. Empty for any other example. */
export function choicesIn({ example }: Pick<NamedExample, 'example'>): string[] {
  const isAlternative = ALTERNATIVES.test(example) && !YES_OR_NO.test(example);
  const [, choices = isAlternative ? example.replaceAll('/', ',') : ''] = ONE_OF.exec(example) ?? [];
  return choices.split(',').map(snakeCase).filter(Boolean);
}

function readChoice({ name, example }: NamedExample, use: Use): Reading | Unclear | undefined {
  const values = choicesIn({ example });
  if (values.length === 0 && !ONE_OF.test(example)) return undefined;
  const isClear =
    values.length >= CHOICES.min && values.length <= CHOICES.max && new Set(values).size === values.length;
  if (!isClear || values.some((value) => /^\d|^unknown$/.test(value)))
    return ask(
      `Which are the choices for "${name}"? Write ${CHOICES.min} to ${CHOICES.max} different words, for example "one of: lost, stolen".`,
    );
  const list = `[${values.map(quote).join(', ')}]`;
  const value = quote(values[0] ?? '');
  const kind = `one of: ${values.join(', ')}`;
  if (use === 'shown') return { schema: `openEnum(${list})`, kind, value, schemaImports: ['openEnum'] };
  return { schema: `z.enum(${list})`, kind, value, invalid: quote('none_of_these') };
}

/** A list of weekdays has all seven weekdays as choices, regardless of its example. */
function readDayOfWeek({ example }: NamedExample, use: Use): Reading | undefined {
  const day = example.toLowerCase();
  if (!WEEKDAYS.includes(day)) return undefined;
  const list = `[${WEEKDAYS.map(quote).join(', ')}]`;
  const common = { kind: WEEKDAY, value: quote(day), invalid: quote('someday') };
  return use === 'shown'
    ? { ...common, schema: `openEnum(${list})`, schemaImports: ['openEnum'] }
    : { ...common, schema: `z.enum(${list})` };
}

/** A code of ISO 4217 or ISO 3166. */
function readCode({ name, example }: NamedExample): Reading | undefined {
  const word = wordsOf(name).at(-1);
  if (word === 'currency' && /^[A-Z]{3}$/.test(example))
    return {
      schema: `z.string().regex(/^[A-Z]{3}$/, 'must be a currency code, like EUR')`,
      kind: 'currency code',
      value: quote(example),
      invalid: quote('euro'),
    };
  if (word === 'country' && /^[A-Z]{2}$/.test(example))
    return {
      schema: `z.string().regex(/^[A-Z]{2}$/, 'must be a country code, like SE')`,
      kind: 'country code',
      value: quote(example),
      invalid: quote('sweden'),
    };
  return undefined;
}

function readPhone({ name, example }: NamedExample): Reading | undefined {
  const isNamedSo = wordsOf(name).some((word) => /^(tele)?phone$|^mobile$/.test(word));
  if (!PHONE.test(example) && !(isNamedSo && DIGITS.test(example))) return undefined;
  const number = example
    .replace(/[ -]/g, '')
    .replace(/^0/, '+46')
    .replace(/^(?!\+)/, '+');
  return {
    schema: String.raw`z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a telephone number with its country, like +46701234567')`,
    kind: 'telephone number',
    value: quote(number),
    invalid: quote('070'),
  };
}

/** A year. It is a number in a body and in a response. */
function readYear({ name, example }: NamedExample, use: Use): Reading | undefined {
  if (!/^(19|20)\d{2}$/.test(example) || wordsOf(name).at(-1) !== 'year') return undefined;
  if (use === 'shown') return { schema: 'z.int()', kind: 'year', value: example, nothing: 'null' };
  if (use === 'sent')
    return { schema: 'z.int().min(1900).max(2099)', kind: 'year', value: example, invalid: '26' };
  return {
    schema: String.raw`z.string().regex(/^(19|20)\d{2}$/, 'must be a year, YYYY')`,
    kind: 'year',
    value: quote(example),
    invalid: quote('26'),
  };
}

function readPercentage({ name, example }: NamedExample, use: Use): Reading | Unclear | undefined {
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

function readAmount(given: NamedExample, use: Use): Reading | Unclear | undefined {
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
  if (!positiveSek.safeParse(sek(amount)).success)
    return ask(
      `Amounts that a user sends are above zero, and at most 100 000 000 kr. How does "${name}" look then? Write for example 100 kr.`,
    );
  const words = boundsInWords(bounds);
  if (words !== '') {
    const { least = 1, most = MOST_ORE } = bounds;
    if (amount < least || amount > most || least < 1)
      return ask(
        `"${name}" is ${example}, but must be ${words}, and above zero. Which amount is right? Write for example "1 500 kr (500 to 10 000 kr)".`,
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

/** The name of a field. The name of an interest rate in percent shows that the value is not an amount. */
export function fieldName(name: string, { kind }: Pick<ValueType, 'kind'>): string {
  const field = snakeCase(name);
  const isPercent = kind.startsWith('percent');
  return isPercent && (MONEY_NAME.test(field) || MONEY_NAME_OF_NUMBER.test(field))
    ? `${field}_percent`
    : field;
}

/** Whether the name of a value says that it is an amount although it is not an amount. */
export function soundsLikeMoney(name: string, { kind, schema }: Pick<ValueType, 'kind' | 'schema'>): boolean {
  if (/^(amount|percent|one of)/.test(kind)) return false;
  const field = snakeCase(name);
  return MONEY_NAME.test(field) || (schema.startsWith('z.int()') && MONEY_NAME_OF_NUMBER.test(field));
}

/** The kind of a value that a filter can compare: an amount, a percentage or a whole number. Undefined for other values. */
export function boundKindOf(given: NamedExample): 'amount' | 'percentage' | 'whole number' | undefined {
  const type = valueType(given, 'shown');
  if ('question' in type) return undefined;
  return (['amount', 'percentage', 'whole number'] as const).find((kind) => type.kind === kind);
}

/** Few entries have exactly one amount or percentage, so such a filter has a minimum, a maximum, or both. */
function askForBound(name: string, example: string): Unclear {
  return ask(
    `Which entries does "${name}" find: those over ${example}, under it, or between two? Write for example "${name}: over ${example}", "${name}: under ${example}" or "${name}: 100 to 500 kr".`,
  );
}

/** The minimum or maximum of a filter: a whole number in the query, from 0 to `max`. */
function readBound(
  name: string,
  kind: string,
  number: number,
  max: number,
  unit?: string,
): Reading | Unclear {
  if (number < 0 || number > max)
    return ask(
      `The ${name} is too small or too large for a filter. Which larger or smaller ${kind} is an example of it?`,
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

function readNumber({ name, example, told }: NamedExample, use: Use): Reading | Unclear | undefined {
  if (DECIMAL.test(example))
    return ask(
      `What does "${example}" count in "${name}"? Write ${example} kr, ${example} %, or a whole number. If it counts nothing, write "text: ${example}".`,
    );
  const given = numberIn(example);
  if (given === undefined) return undefined;
  const { number, unit, least, most } = given;
  if (use === 'bound') return readBound(name, 'whole number', number, MOST_NUMBER, unit && `in ${unit}`);
  const min = least ?? (use === 'sent' && COUNT.test(name) && number > 0 ? 1 : 0);
  const max = most ?? mostLike(number);
  if (use !== 'shown' && (number < min || number > max))
    return ask(`"${name}" is ${number}, but must be from ${min} to ${max}. Write for example "4 (1 to 5)".`);
  const message = told === undefined ? '' : `, ${quote(told)}`;
  const isTime = [...wordsOf(name), unit ?? ''].some((word) => TIME.test(word));
  return {
    ...(use === 'filter'
      ? { schema: `wholeNumber({ min: ${min}, max: ${max} })`, schemaImports: ['wholeNumber'] }
      : { schema: use === 'sent' ? `z.int().min(${min}${message}).max(${max}${message})` : 'z.int()' }),
    kind: use === 'shown' ? 'whole number' : `whole number, ${min} to ${max}`,
    value: String(number),
    invalid: String(max + 1),
    ...(!isTime && { nothing: RATE.test(name) ? 'null' : '0' }),
    ...(unit !== undefined && { unit: `in ${unit}` }),
  };
}

/** The maximum of a number in a request, unless the brief gives a range: 100 for an example of one digit, 1 000 for two. */
function mostLike(number: number): number {
  return 10 ** (String(Math.abs(number)).length + 1);
}

/** A text that no other reader recognizes. Words that look like a range must be text on purpose. */
function readOtherText({ name, example }: NamedExample, use: Use): Reading | Unclear {
  if (endsLikeRange(example))
    return ask(
      `Which range does "${example}" give "${name}"? Only whole numbers and amounts have one: write for example "3 (1 to 14)" or "1 500 kr (500 to 10 000 kr)". If it is a text, write "text: ${example}".`,
    );
  return readText(name, example, use);
}

function readText(name: string, text: string, use: Use): Reading | Unclear {
  if (use === 'shown') return { schema: 'z.string()', kind: 'text', value: quote(text) };
  const isLong = use === 'sent' && LONG_TEXTS.has(wordsOf(name).at(-1) ?? '');
  const max = MOST_CHARACTERS[isLong ? 'long' : use];
  if (text.length > max)
    return ask(`"${name}" can have at most ${max} characters. Which shorter text is an example of it?`);
  const kind = `text, at most ${max} characters`;
  if (use === 'filter')
    return { ...scalar('searchText', kind, text, ''), schema: `searchText({ min: 1, max: ${max} })` };
  const reader = isLong ? 'humanLines' : 'humanText';
  return {
    schema: `${reader}(${max})`,
    kind,
    value: quote(text),
    invalid: quote(''),
    schemaImports: [reader],
  };
}

function scalar(schema: string, kind: string, value: string, invalid: string): Reading {
  return { schema, kind, value: quote(value), invalid: quote(invalid), schemaImports: [schema] };
}

/** Replaces thin spaces and minus signs with ordinary spaces and hyphens. */
function plainSigns(text: string): string {
  return text
    .trim()
    .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replace(/^[−–](?=\s?\d)/, '-');
}

function unquoted(literal: string): string {
  return literal.startsWith("'") ? literal.slice(1, -1) : literal;
}

/** The text as a TypeScript string literal. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
