/** The TypeScript of a value: its schema, and an example as a literal. */
export interface ValueType {
  readonly schema: string;
  readonly value: string;
  /** The names that the schema and the value import from the vocabulary. */
  readonly schemaImports: readonly string[];
  readonly valueImports: readonly string[];
  readonly zod: boolean;
}

const MONEY = /^(-?\d[\d\s]*)(?:[,.](\d{1,2}))?\s*(?:kr|SEK)$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?Z?$/;
const ONE_OF = /^one of:\s*(.+)$/i;
const TEXT = /^text:\s*(.+)$/i;

/**
 * Infers the type of a value from an example: `5 400 kr`, `2026-06-25`, `57`, `yes`, `one of: a, b`. Anything else, and
 * anything after `text:`, is text. A value that is sent has a closed enum and bounded text.
 */
export function valueType(name: string, example: string, sent = false): ValueType {
  const type = typeOf(name, example.trim(), sent);
  return { schemaImports: [], valueImports: [], zod: false, ...type };
}

function typeOf(
  name: string,
  example: string,
  sent: boolean,
): Partial<ValueType> & Pick<ValueType, 'schema' | 'value'> {
  const [, kronor, ore = ''] = MONEY.exec(example) ?? [];
  if (kronor !== undefined) return money(kronor, ore);
  if (DATE.test(example)) return named('calendarDate', example);
  const [, day, time, seconds = ':00'] = MOMENT.exec(example) ?? [];
  if (day && time) return named('timestamp', `${day}T${time}${seconds}Z`);
  if (/^(0|-?[1-9]\d*)$/.test(example)) return { schema: 'z.int()', value: example, zod: true };
  if (/^(yes|no)$/i.test(example))
    return { schema: 'z.boolean()', value: String(/^yes$/i.test(example)), zod: true };
  const [, choices] = ONE_OF.exec(example) ?? [];
  if (choices) return oneOf(choices, sent);
  const [, text = example] = TEXT.exec(example) ?? [];
  if (/(^|\s)id$/i.test(name)) return named('identifier', text);
  return { schema: sent ? 'z.string().trim().min(1).max(200)' : 'z.string()', value: quote(text), zod: true };
}

function money(kronor: string, ore: string) {
  const amount = `${kronor.replace(/\s/gu, '')}${ore.padEnd(2, '0')}`;
  return {
    schema: 'money',
    value: `sek(${Number(amount)})`,
    schemaImports: ['money'],
    valueImports: ['sek'],
  };
}

function named(schema: string, value: string) {
  return { schema, value: quote(value), schemaImports: [schema] };
}

function oneOf(choices: string, sent: boolean) {
  const values = choices
    .split(',')
    .map((choice) => choice.trim().toLowerCase().replace(/\s+/g, '_'))
    .filter(Boolean);
  const list = `[${values.map(quote).join(', ')}]`;
  const value = quote(values[0] ?? '');
  if (sent) return { schema: `z.enum(${list})`, value, zod: true };
  return { schema: `openEnum(${list})`, value, schemaImports: ['openEnum'] };
}

/** The text as a TypeScript string literal. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
