import { z } from 'zod';
import { identifier } from '#contracts/vocabulary';
import { endsLikeRange } from './read-number.ts';
import { endsLikeLimit, lengthInWords, textIn } from './read-text-limit.ts';
import { type Unclear, ask } from './unclear.ts';
import { type NamedExample, type Reading, type Use, quote, scalar } from './value-kind.ts';
import { singular, snakeCase, wordsOf } from '../words.ts';

const TEXT = /^text:\s*(.+)$/is;
const LONG_TEXTS = new Set(['comment', 'description', 'message', 'note', 'text']);
const ONE_OF = /^one of:\s*(.+)$/is;
const ALTERNATIVES = /^\p{L}{2,}( ?\/ ?\p{L}{2,})+$/u;
const YES_OR_NO = /^(yes|no|true|false|on|off)( ?\/ ?(yes|no|true|false|on|off))?$/i;
const PHONE = /^(?:\+[1-9][\d -]{7,17}|0\d[\d -]{6,13})$/;
const DIGITS = /^[\d -]+$/;
const CHOICES = { min: 2, max: 20 };
const MOST_CHARACTERS = { filter: 64, bound: 64, sent: 200, long: 1_000 };

/** The choices in an example such as `one of: lost, stolen`. Empty for any other example. */
export function choicesIn({ example }: Pick<NamedExample, 'example'>): string[] {
  const isAlternative = ALTERNATIVES.test(example) && !YES_OR_NO.test(example);
  const [, choices = isAlternative ? example.replaceAll('/', ',') : ''] = ONE_OF.exec(example) ?? [];
  return choices.split(',').map(snakeCase).filter(Boolean);
}

export function readChoice({ name, example }: NamedExample, use: Use): Reading | Unclear | undefined {
  const values = choicesIn({ example });
  if (values.length === 0 && !ONE_OF.test(example)) return undefined;
  const isClear =
    values.length >= CHOICES.min && values.length <= CHOICES.max && new Set(values).size === values.length;
  if (values.some((value) => /^\d/.test(value)))
    return ask(
      `The choices for "${name}" are numbers, but a choice is a word. If the user may send any number, write one with its limits, such as "12 (6 to 24)". If not, begin each choice with a letter, such as "one of: half a year, one year".`,
    );
  if (!isClear || values.some((value) => value === 'unknown'))
    return ask(
      `What are the choices for "${name}"? Write ${CHOICES.min} to ${CHOICES.max} different words, for example "one of: lost, stolen".`,
    );
  const list = `[${values.map(quote).join(', ')}]`;
  const value = quote(values[0] ?? '');
  const kind = `one of: ${values.join(', ')}`;
  if (use === 'shown') return { schema: `openEnum(${list})`, kind, value, schemaImports: ['openEnum'] };
  return { schema: `z.enum(${list})`, kind, value, invalid: quote('none_of_these') };
}

/**
 * Reads a currency code (ISO 4217) or a country code (ISO 3166). Asks for a code if a user would send the name of a
 * country.
 */
export function readCode({ name, example }: NamedExample, use: Use): Reading | Unclear | undefined {
  const word = singular(wordsOf(name).at(-1) ?? '');
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
  if (word === 'country' && use === 'sent')
    return ask(
      `Names of countries differ by language, so apps send codes. Write "${name}" with codes of two letters, for example SE.`,
    );
  return undefined;
}

export function readPhone({ name, example }: NamedExample): Reading | undefined {
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

/** Reads everything that the other readers don't recognize. If the text ends like a range, asks for the meaning. */
export function readOtherText(given: NamedExample, use: Use): Reading | Unclear {
  const { name, example } = given;
  if (textIn(example).text === example && (endsLikeRange(example) || endsLikeLimit(example)))
    return ask(
      `What does the range in "${example}" mean for "${name}"? Only numbers, amounts and the length of a text have a range. Write for example "3 (1 to 14)", "1 500 kr (500 to 10 000 kr)" or "Travel (3 to 30 characters)". If it is a text, write "text: ${example}".`,
    );
  return readText(given, use);
}

/** If the author gives no length limits, uses the default limits. */
function readText({ name, example, told }: NamedExample, use: Use): Reading | Unclear {
  const { text, ...limits } = textIn(example);
  if (use === 'shown') return { schema: 'z.string()', kind: 'text', value: quote(text) };
  const isLong = use === 'sent' && LONG_TEXTS.has(wordsOf(name).at(-1) ?? '');
  const { least = 1, most = MOST_CHARACTERS[isLong ? 'long' : use] } = limits;
  if (text.length < least || text.length > most)
    return ask(
      `"${name}" can have ${lengthInWords({ ...(least > 1 && { least }), most })}, but its example has ${text.length}. Which text can be the example? For another limit, write for example "${name}: Travel (at most 30 characters)".`,
    );
  const kind = `text, ${lengthInWords({ ...(least > 1 && { least }), most })}`;
  if (use === 'filter' || use === 'bound')
    return {
      ...scalar('searchText', kind, text, ''),
      schema: `searchText({ min: ${least}, max: ${most} })`,
    };
  const reader = isLong ? 'humanLines' : 'humanText';
  const message = told === undefined ? '' : quote(told);
  const wording = message === '' || limits.most === undefined ? '' : `, { tooLong: ${message} }`;
  const minimum = least > 1 ? `.min(${[least, message].filter(Boolean).join(', ')})` : '';
  return {
    schema: `${reader}(${most}${wording})${minimum}`,
    kind,
    value: quote(text),
    invalid: quote(''),
    schemaImports: [reader],
  };
}

export function readMarkedText(given: NamedExample, use: Use): Reading | Unclear | undefined {
  const [, text] = TEXT.exec(given.example) ?? [];
  return text === undefined ? undefined : readText({ ...given, example: text }, use);
}

export function readYesOrNo({ example }: NamedExample, use: Use): Reading | undefined {
  if (!YES_OR_NO.test(example)) return undefined;
  const value = String(/^(yes|true|on)\b/i.test(example));
  const kind = 'yes or no';
  const invalid = quote('perhaps');
  // All values in a query are strings.
  if (use === 'filter') return { schema: `z.enum(['true', 'false'])`, kind, value: quote(value), invalid };
  return { schema: 'z.boolean()', kind, value, invalid };
}

export function readId({ name, example }: NamedExample): Reading | Unclear | undefined {
  if (!/(^|[\s_])ids?$/i.test(name)) return undefined;
  return identifier.safeParse(example).success
    ? scalar('identifier', 'id', example, 'not an id')
    : ask(
        `An id has 1 to 64 letters, digits, hyphens or underscores. What does "${name}" look like? Write for example card-1.`,
      );
}

export function readEmail({ name, example }: NamedExample): Reading | Unclear | undefined {
  if (!/^\S+@\S+\.\S+$/.test(example)) return undefined;
  return z.email().max(254).safeParse(example).success
    ? { schema: 'z.email().max(254)', kind: 'email address', value: quote(example), invalid: quote('nobody') }
    : ask(`Is "${name}" an email address? Write it like anna@example.com.`);
}
