import { MONEY_NAME, MONEY_NAME_OF_NUMBER } from '#contracts/vocabulary';
import { type ListOf, beginsLikeList, entriesOf, formatList, listIn, valuesOf } from './list-of.ts';
import { readAmount, readNumber, readPercentage } from './number-kinds.ts';
import { isFileLimit, readSentFile } from './read-file.ts';
import {
  choicesIn,
  readChoice,
  readCode,
  readEmail,
  readId,
  readMarkedText,
  readOtherText,
  readPhone,
  readYesOrNo,
} from './text-kinds.ts';
import { READERS_OF_TIMES, WEEKDAYS, readYear } from './time-kinds.ts';
import { type Unclear, ask } from './unclear.ts';
import {
  type NamedExample,
  type Reader,
  type Reading,
  type Use,
  type ValueType,
  quote,
} from './value-kind.ts';
import { capital, snakeCase } from '../words.ts';

const EXAMPLE_BYTES = 482_133;
/** The maximum number of entries that a user may send in a list. */
const MOST_ENTRIES = 20;

/**
 * Infers a value's type from an example, and asks if the example has two possible meanings. An example that starts with
 * `text:`, or that no reader recognizes, is a text. Sent values and filters have limits.
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

/** The order matters: a telephone number also looks like a number, and every example is a text. */
const READERS: readonly Reader[] = [
  readMarkedText,
  readList,
  (given, use) => (isFileLimit(given.example) ? readFile(given, use) : undefined),
  readChoice,
  ...READERS_OF_TIMES,
  readCode,
  readPhone,
  readYear,
  readPercentage,
  readAmount,
  readNumber,
  readYesOrNo,
  readId,
  readEmail,
  readFile,
  readOtherText,
];

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

/** Reads a list. The first entry decides the type of all entries. */
function readList({ name, example, told }: NamedExample, use: Use): Reading | Unclear | undefined {
  const given = listIn(example);
  if (given === undefined) return beginsLikeList(example) ? ask(askForEntries(name)) : undefined;
  if (use === 'filter')
    return ask(`Can "${name}" be one text, date or choice? A filter can't have several values at once yet.`);
  if (/^one of:/i.test(given.entries)) return readChoices(name, given, use);
  const entries = entriesOf(given);
  const [first = { schema: '', kind: '' }, ...others] = entries.map((entry) =>
    entry.includes('=') ? readEntry(name, entry, use) : valueType({ name, example: entry }, use),
  );
  if ('question' in first) return first;
  const known = [first, ...others].flatMap((entry) => ('value' in entry ? [entry] : []));
  if (known.length < others.length + 1 || known.some(({ schema }) => schema !== first.schema))
    return ask(
      `Which values are in the list "${name}"? Write some values of one kind, for example "list of: SJ, Telia".`,
    );
  const { least, most } = limitsOf(given);
  const isCounted = use === 'sent' || (given.least !== undefined && given.least === given.most);
  if (isCounted && (known.length < least || known.length > most))
    return ask(
      `"${name}" has ${rangeOf(least, most)} entries, but its example has ${known.length}. Write more or fewer entries, with a semicolon between the entries: "${formatList({ ...given, entries: `${entries[0]}; …` })}".`,
    );
  const message = told === undefined ? '' : `, ${quote(told)}`;
  const minimum = least === 0 ? '' : `.min(${least}${message})`;
  const bounds = use === 'sent' ? `${minimum}.max(${most}${message})` : '';
  return {
    schema: `z.array(${first.schema})${bounds}`,
    // A list in a response has no limit, unless the number of entries is always the same.
    kind: `list of${isCounted ? ` ${rangeOf(least, most)}` : upTo(given)}: ${first.kind}`,
    value: `[${known.map(({ value }) => value).join(', ')}]`,
    invalid: least === 0 ? quote('no list') : '[]',
    nothing: '[]',
    schemaImports: known[0]?.schemaImports ?? [],
    valueImports: known[0]?.valueImports ?? [],
    exampleNotes: known.flatMap(({ exampleNotes = [] }) => exampleNotes),
    ...(known[0]?.unit !== undefined && { unit: known[0].unit }),
  };
}

/** Reads a list whose entries are choices: `list of up to 2: one of: push message, email`. */
function readChoices(name: string, list: ListOf, use: Use): Reading | Unclear {
  const example = list.entries;
  const each = valueType({ name, example }, use);
  if ('question' in each) return each;
  const choices = choicesIn({ example });
  const { least = 1, most = choices.length } = list;
  return {
    schema: `z.array(${each.schema})${use === 'sent' ? `.min(${least}).max(${most})` : ''}`,
    kind: `list of${use === 'sent' ? ` ${rangeOf(least, most)}` : upTo(list)}: ${each.kind}`,
    value: `[${choices.slice(0, Math.max(1, least)).map(quote).join(', ')}]`,
    invalid: `[${quote('none_of_these')}]`,
    nothing: '[]',
    schemaImports: each.schemaImports,
  };
}

export function askForEntries(name: string): string {
  return `What does one entry of "${name}" look like? Write "list of:" and two entries, for example "list of: SJ, Telia". If each entry has several values, write a name for each value: "list of: shop = SJ, amount = 845 kr".`;
}

/** How many entries a user may send. An empty list is valid only if the brief says so. */
function limitsOf(list: ListOf): { least: number; most: number } {
  const [first = ''] = entriesOf(list);
  const days = WEEKDAYS.includes(first.toLowerCase()) ? WEEKDAYS.length : MOST_ENTRIES;
  const usual = choicesIn({ example: list.entries }).length || days;
  return { least: list.least ?? 1, most: list.most ?? usual };
}

export function withEmptyList(example: string): string {
  const list = listIn(example);
  return list === undefined || list.least !== undefined
    ? example
    : formatList({ ...list, least: 0, most: limitsOf(list).most });
}

function upTo({ least, most }: ListOf): string {
  return least === undefined && most !== undefined ? ` up to ${most}` : '';
}

function rangeOf(least: number, most: number): string {
  return least === most ? String(most) : `${least} to ${most}`;
}

/** Reads an entry with named values: `shop = SJ, amount = 1 250,50 kr`. */
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

/**
 * Makes a field name. A percentage with the name of an amount gets the suffix `_basis_points`. A basis point is a
 * hundredth of a per cent. `on` and `off` get longer names, because YAML reads them as true and false. A moment or a
 * date with the name of an event gets the suffix `_at` or `_on`.
 */
export function fieldName(name: string, { kind }: Pick<ValueType, 'kind'>): string {
  const field = snakeCase(name).replace(/_in_per_?cent$/, '_basis_points');
  if (/^(on|off)$/.test(field)) return `switched_${field}`;
  const isPercent = kind.startsWith('percent');
  if (isPercent && (MONEY_NAME.test(field) || MONEY_NAME_OF_NUMBER.test(field)))
    return `${field}_basis_points`;
  if (!EVENT.test(field) || /^(date|day|moment|time)_/.test(field)) return field;
  return kind === 'moment' ? `${field}_at` : kind === 'date' ? `${field}_on` : field;
}

/** Words for an event at the end of a name: "sent" becomes sent_at, and "arrives" becomes arrives_on. */
const EVENT =
  /(^|_)(\w+ed|sent|written|paid|made|bought|sold|given|seen|taken|lost|arrives|begins|closes|ends|expires|leaves|opens|renews|starts)$/;

export function soundsLikeMoney(name: string, { kind, schema }: Pick<ValueType, 'kind' | 'schema'>): boolean {
  if (/^(amount|percent|one of)/.test(kind)) return false;
  const field = snakeCase(name);
  return MONEY_NAME.test(field) || (schema.startsWith('z.int()') && MONEY_NAME_OF_NUMBER.test(field));
}

/** The kind of a value that a filter can compare. Undefined if the value can't be compared. */
export function boundKindOf(given: NamedExample): 'amount' | 'percentage' | 'whole number' | undefined {
  const type = valueType(given, 'shown');
  if ('question' in type) return undefined;
  return (['amount', 'percentage', 'whole number'] as const).find(
    (kind) => type.kind.replace(/ in .*/, '') === kind,
  );
}

/** Replaces thin spaces with ordinary spaces, and minus signs with hyphens. */
function plainSigns(text: string): string {
  return text
    .trim()
    .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replace(/^[−–](?=\s?\d)/, '-');
}

function unquoted(literal: string): string {
  return literal.startsWith("'") ? literal.slice(1, -1) : literal;
}
