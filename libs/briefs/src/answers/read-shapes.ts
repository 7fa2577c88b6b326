import { isAnswers } from './is-answers.ts';
import { questions } from './questions.ts';
import { lookUp } from '../look-up.ts';
import { splitThing } from './split-thing.ts';
import { capital, snakeCase, wordsOf } from '../words.ts';

type Item = Record<string, unknown>;

interface ListField {
  /** The keys of the two parts of a short entry such as "limit: 500 kr". */
  readonly first: string;
  readonly second: string;
  readonly rest: readonly string[];
  readonly also: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

const NAMED = { first: 'name', second: 'example' } as const;
const ALSO_NAMED = { value: 'example', called: 'name', label: 'name', source: 'from', comes_from: 'from' };
const ALSO_SHOWN = { ...ALSO_NAMED, when_nothing: 'empty', when_empty: 'empty', if_nothing: 'empty' };

const FIELDS: Readonly<Record<string, ListField>> = {
  find_by: { ...NAMED, rest: ['always'], also: ALSO_NAMED, lines: ['- month: June 2026', '- shop: SJ'] },
  values: {
    ...NAMED,
    rest: ['from', 'service', 'empty', 'sometimes_missing'],
    also: ALSO_SHOWN,
    lines: ['- shop: SJ, from the purchase', '- amount: 845 kr, from the purchase'],
  },
  send: {
    ...NAMED,
    rest: ['optional'],
    also: ALSO_NAMED,
    lines: ['- reason: lost', '- new limit: 5 400 kr', '- photo: JPEG or PNG, up to 10 MB'],
  },
  goes_wrong: {
    first: 'when',
    second: 'told',
    rest: [],
    also: { if: 'when', case: 'when', message: 'told', then: 'told', says: 'told', user_sees: 'told' },
    lines: ['- the card is blocked: Your card is blocked', '- the limit is reached'],
  },
};
const FLAGS = new Set(['always', 'optional', 'sometimes_missing']);
const MAY_BE_MISSING = new Set(['plural', 'inside', 'order', 'if_one_fails', 'found_in', 'operation']);
const NOTHING = /^(nothing( can)?|none|no|n\/a|-|nobody|no one|nil|null)\.?$/i;
const SEPARATOR = /\s*(?::\s+|\s(?:[—–-]|->|=>|→|=)\s|,\s+(?:then|so)\s+)\s*/;
const EXAMPLE = /^(.+?)(?:,?\s+(?:for example|for instance|e\.g\.|like|such as)\s+(.+)|\s+\((.+)\))$/i;
const OPTIONAL = /\s*\(optional\)\s*$/i;
const FROM = /^(.+?),\s+from\s+(.+)$/i;
/** Default examples, by the filter's name. */
const KNOWN_FILTERS: Readonly<Record<string, string>> = {
  date: '2026-06-25',
  day: '2026-06-25',
  month: 'June 2026',
  period: '2026-06-01 to 2026-06-30',
  year: '2026',
};

/** One or two lines that show how to write the answer. Empty if the answer is a plain text. */
export function exampleLines(key: string): string {
  const lines = lookUp(FIELDS, key)?.lines ?? [];
  return lines.length === 0
    ? ''
    : ` Write it like this:\n  ${key}:\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

/**
 * Converts answers to the structure of the template. People also write a list as sentences, as pairs or as one text,
 * and write "nothing" for an empty list. Other answers stay as they are.
 */
export function readShapes(given: Readonly<Record<string, unknown>>): Item {
  const answers: Item = {};
  for (const [title, value] of Object.entries(given)) {
    const key = Object.hasOwn(questions, snakeCase(title)) ? snakeCase(title) : title;
    const field = lookUp(FIELDS, key);
    const answer = field ? readEntries(field, value) : readText(value);
    const isLeftOut = MAY_BE_MISSING.has(key) && typeof answer === 'string' && NOTHING.test(answer.trim());
    if (!isLeftOut) answers[key] = answer;
  }
  return withKnownExamples(answers);
}

function readText(value: unknown): unknown {
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(', ') : value;
}

function readEntries(field: ListField, value: unknown): unknown {
  if (typeof value === 'string') {
    if (NOTHING.test(value.trim())) return [];
    if (value.trim() === '') return value;
    return readEntries(
      field,
      value.split(/\n|;\s/).filter((line) => line.trim() !== ''),
    );
  }
  if (isAnswers(value)) {
    const isOne = Object.keys(value).some((key) => keyOf(field, key) === field.first);
    return isOne ? [readEntry(field, value)] : Object.entries(value).map((pair) => readPair(field, pair));
  }
  if (!Array.isArray(value)) return value;
  const entries: readonly unknown[] = value;
  return entries
    .filter((entry) => !(typeof entry === 'string' && NOTHING.test(entry.trim())))
    .map((entry) => readEntry(field, entry));
}

function readEntry(field: ListField, entry: unknown): unknown {
  if (typeof entry === 'string') return readSentence(field, entry);
  if (!isAnswers(entry)) return entry;
  const pairs = Object.entries(entry).map(([key, value]) => [keyOf(field, key), value, key] as const);
  const [only, ...rest] = Object.entries(entry);
  // A single pair is a name with an example, even if the name is also a key of a brief: "from: 08:00".
  if (only && rest.length === 0 && keyOf(field, only[0]) !== field.first) return readPair(field, only);
  const known = Object.fromEntries(
    pairs.flatMap(([key, value]) =>
      key === undefined ? [] : [[key, FLAGS.has(key) ? readFlag(value) : value]],
    ),
  );
  const others = pairs.filter(([key]) => key === undefined).map(([, value, key]) => [key, value] as const);
  const [pair, ...more] = others;
  if (pair && more.length === 0 && known[field.first] === undefined)
    return { ...readPair(field, pair), ...known };
  return { ...known, ...Object.fromEntries(others) };
}

function readPair(field: ListField, [key, value]: readonly [string, unknown]): Item {
  const first = { [field.first]: bare(field, key) };
  if (isAnswers(value)) {
    const entry = readEntry(field, value);
    return isAnswers(entry) ? { ...first, ...entry } : first;
  }
  return typeof value === 'string' && value.trim() !== ''
    ? { ...first, ...readSecond(field, value) }
    : { ...first, ...saidAlike(field, key) };
}

function readSentence(field: ListField, sentence: string): Item {
  const optional = OPTIONAL.test(sentence) && field.rest.includes('optional') ? { optional: 'yes' } : {};
  const text = sentence.replace(OPTIONAL, '').trim();
  const [, word, spoken, bracketed] = (field.first === 'name' && EXAMPLE.exec(text)) || [];
  const [first = text, ...rest] = text.split(SEPARATOR);
  const second = text.slice(text.length - rest.join('').length);
  if (rest.length > 0)
    return { ...readPair(field, [first, rest.length === 1 ? rest[0] : second]), ...optional };
  const example = spoken || bracketed;
  if (word && example) return { ...readPair(field, [word, example]), ...optional };
  const [, name, from] = (field.rest.includes('from') && FROM.exec(text)) || [];
  if (name !== undefined && from !== undefined) return { name, from };
  return { [field.first]: bare(field, text), ...saidAlike(field, text), ...optional };
}

function readSecond(field: ListField, text: string): Item {
  const [, example, from] = (field.rest.includes('from') && FROM.exec(text)) || [];
  return example !== undefined && from !== undefined
    ? { [field.second]: example, from }
    : { [field.second]: text };
}

function saidAlike(field: ListField, text: string): Item {
  return field.second === 'told' ? { told: capital(bare(field, text)) } : {};
}

function bare(field: ListField, text: string): string {
  return field.first === 'when' ? text.trim().replace(/^(if|when)\s+/i, '') : text.trim();
}

function keyOf({ first, second, rest, also }: ListField, key: string): string | undefined {
  const known = snakeCase(key);
  return [first, second, ...rest].includes(known) ? known : lookUp(also, known);
}

function readFlag(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (/^(yes|true|always|sometimes)$/i.test(value.trim())) return 'yes';
  return /^(no|false|never)$/i.test(value.trim()) ? 'no' : value;
}

/**
 * Copies missing examples between filters, sent values and shown values with the same name. If a shown value is also a
 * sent value, its source is the user.
 */
function withKnownExamples(answers: Item): Item {
  const values = entriesOf(answers.values);
  const sent = entriesOf(answers.send);
  const named = (list: readonly Item[], name: unknown) =>
    list.find((other) => typeof name === 'string' && keyIn(other) === snakeCase(name));
  const complete = (entry: unknown, known: Readonly<Record<string, string>>): unknown => {
    if (!isAnswers(entry) || entry.example !== undefined) return entry;
    const example =
      named(values, entry.name)?.example ??
      named(sent, entry.name)?.example ??
      lookUp(known, lastWord(entry.name));
    return example === undefined ? entry : { ...entry, example };
  };
  const each = (key: string, change: (entry: unknown) => unknown): Item => {
    const list = answers[key];
    return Array.isArray(list) ? { [key]: list.map(change) } : {};
  };
  return {
    ...answers,
    ...each('find_by', (entry) => complete(entry, KNOWN_FILTERS)),
    ...each('send', (entry) => complete(entry, {})),
    ...each('values', (entry) => {
      const whole = complete(entry, {});
      if (!isAnswers(whole) || whole.from !== undefined || whole.example === undefined) return whole;
      if (named(sent, whole.name) !== undefined) return { ...whole, from: 'the user' };
      return typeof answers.about === 'string'
        ? { ...whole, from: `the ${splitThing(answers.about).about}` }
        : whole;
    }),
  };
}

function entriesOf(list: unknown): Item[] {
  return Array.isArray(list) ? list.filter(isAnswers) : [];
}

function keyIn({ name }: Item): string {
  return typeof name === 'string' ? snakeCase(name) : '';
}

function lastWord(name: unknown): string {
  return typeof name === 'string' ? (wordsOf(name).at(-1) ?? '') : '';
}
