import { EXAMPLE_ACCOUNT, isForMembers } from '#contracts/vocabulary';
import { type Design, type Field, camelCase, kebabCase, pascalCase, plural, snakeCase } from '#libs/briefs';

export type SqlType = 'text' | 'date' | 'timestamptz' | 'bigint' | 'integer' | 'boolean' | 'jsonb';

export interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: SqlType;
  readonly isNullable: boolean;
  /** The value in the response. Undefined for columns that the response does not show, such as the account. */
  readonly field?: Field;
  /** The TypeScript expression of a hidden column's value in the seed data. */
  readonly seed?: string;
}

/** The rows that a read shows. A row becomes an entry of a list, or the single resource in the response. */
export interface RowPlan {
  readonly kind: 'page' | 'one';
  /** For example `CardLimit`, `card-limit` and `card_limits`. */
  readonly Thing: string;
  readonly file: string;
  readonly table: string;
  readonly columns: readonly Column[];
  /** Identifies a row. */
  readonly key: Column;
  /** The columns that sort a list. The last column is the key. */
  readonly order: readonly Column[];
  readonly direction: 'ASC' | 'DESC';
  /** The currency of all amounts. Undefined if the rows have no amounts. */
  readonly currency?: Column;
  /** Whether a caller can send a range that ends before it starts. */
  readonly hasRange: boolean;
  /**
   * Whether the service must check that the caller owns the row's account. The guard only checks an account in the
   * request.
   */
  readonly checksOwner: boolean;
}

const CREATED = "new Date('2026-06-15T12:00:00Z')";
const ASCENDING = /\b(oldest|earliest|soonest|smallest|lowest|cheapest|fewest|least)\b|^first\b.*\bfirst$/i;

/** Plans the rows of a read that shows one company's data. Undefined for other operations. */
export function planRows(design: Design, isStored: boolean): RowPlan | undefined {
  const { method, access, isComposed, isFile, shape, param, ofAccount, ofAllAccounts, about, fields, query } =
    design;
  const isOwn = shape === 'page' ? ofAccount : param !== undefined && param !== 'account_id';
  // Support may read a row of any company, but the generated query reads only rows of the caller's companies.
  const isOfMembers = isForMembers(access) || (access === 'support' && shape === 'page');
  if (method !== 'GET' || ofAllAccounts || !isOfMembers || isComposed || isFile || !isOwn) return undefined;
  const shown = fields.map(columnOf);
  const key = keyOf(design, shown, isStored);
  const dates = shown.filter(({ type, isNullable }) => isDate(type) && !isNullable);
  const created = hidden(freeName('created_at', shown), 'timestamptz', CREATED);
  const date = dates[0] ?? (isStored ? created : undefined);
  const sortColumn = columnOfOrder(design, shown) ?? date;
  const amount = shown.find(({ type }) => type === 'bigint');
  const currency =
    amount && hidden(freeName('currency', shown), 'text', `${amount.field?.value ?? ''}.currency`);
  const needed = [
    key,
    hidden('account_id', 'text', `'${EXAMPLE_ACCOUNT}'`),
    ...(shape === 'page' ? [date, sortColumn].filter((column) => column !== undefined) : []),
  ];
  const columns = [...needed, ...shown, ...(currency ? [currency] : [])];
  return {
    kind: shape === 'page' ? 'page' : 'one',
    Thing: pascalCase(about),
    file: kebabCase(about),
    table: snakeCase(plural(about)),
    columns: [...new Map(columns.map((column) => [column.name, column])).values()],
    key,
    order: sortColumn && sortColumn !== key ? [sortColumn, key] : [key],
    direction: ASCENDING.test(design.order ?? '') ? 'ASC' : 'DESC',
    ...(currency && { currency }),
    checksOwner: access === 'owner' && shape !== 'page',
    hasRange: query.some(({ name }) => {
      const end = name === 'from' ? 'to' : name.replace(/^minimum_/, 'maximum_');
      return end !== name && query.some((other) => other.name === end);
    }),
  };
}

/** Finds the column that the brief's order names: `spent_amount` in "the largest amount first". */
function columnOfOrder({ order = '' }: Design, shown: readonly Column[]): Column | undefined {
  const words = new Set(snakeCase(order).split('_'));
  const named = shown.filter(
    ({ name, type, isNullable }) =>
      !isNullable &&
      (isDate(type) || type === 'bigint' || type === 'integer') &&
      name.split('_').some((word) => words.has(word)),
  );
  return named.length === 1 ? named[0] : undefined;
}

/**
 * An entry of a list contains its id, and a single resource has its id in the path. An entry of a computed list may
 * have no id.
 */
function keyOf({ shape, param, about }: Design, shown: readonly Column[], isStored: boolean): Column {
  const id = shape === 'one' && param !== undefined ? param : `${snakeCase(about)}_id`;
  const ids = shown.filter(({ name }) => name === id);
  const isComputed = shape === 'page' && !isStored;
  const texts = shown.filter(
    (column) => isComputed && column.type === 'text' && !column.isNullable && !isChoice(column),
  );
  return ids[0] ?? texts[0] ?? hidden(id, 'text');
}

/** An enum value can't identify a row, because many rows have the same value. */
function isChoice({ field }: Column): boolean {
  return field?.schema.startsWith('openEnum(') ?? false;
}

function columnOf(field: Field): Column {
  const { name, schema, nullable = false } = field;
  return { property: camelCase(name), name, type: typeOf(schema), isNullable: nullable, field };
}

function hidden(name: string, type: SqlType, seed?: string): Column {
  return { property: camelCase(name), name, type, isNullable: false, ...(seed !== undefined && { seed }) };
}

/** Returns a unique name for a hidden column. */
function freeName(name: string, shown: readonly Column[]): string {
  return shown.some((column) => column.name === name) ? freeName(`row_${name}`, shown) : name;
}

export function isDate(type: SqlType): boolean {
  return type === 'date' || type === 'timestamptz';
}

function typeOf(schema: string): SqlType {
  if (schema === 'timestamp') return 'timestamptz';
  if (schema === 'calendarDate') return 'date';
  if (/^(money$|positiveSek$|sekBetween\()/.test(schema)) return 'bigint';
  if (schema === 'z.boolean()') return 'boolean';
  if (/^(z\.int|wholeNumber)\(/.test(schema)) return 'integer';
  return /^z\.(array|object)\(/.test(schema) ? 'jsonb' : 'text';
}
