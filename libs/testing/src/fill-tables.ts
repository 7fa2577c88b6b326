import { escapeIdentifier, escapeLiteral } from 'pg';
import type { DataSource } from 'typeorm';
import { isIdName } from '#contracts/vocabulary';
import { MIGRATIONS_TABLE } from '#libs/database';
import { tablesOf } from './database-state.ts';

/** The number of other accounts. Half of the copied rows belong to these accounts. */
const OTHER_ACCOUNTS = 500;
/** A copied row is at most this number of days older than the original row. */
const DAYS = 3_000;

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isGenerated: boolean;
}

/** The columns of a unique index, in the order of the index. */
type UniqueKey = readonly string[];

/**
 * Fills every non-empty table with copies of its rows, up to about `rows`, and analyzes all tables. Half of the
 * copies have the account of the original row, so that one account has many rows. The other half have various
 * accounts. Copies have earlier dates. `own` contains an INSERT statement for each table that can't be filled with
 * copies.
 */
export async function fillTables(
  dataSource: DataSource,
  rows: number,
  own: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const table of await tablesOf(dataSource)) {
    if (table === MIGRATIONS_TABLE) continue;
    const statement = own[table] ?? (await copyStatement(dataSource, table, rows));
    await withoutTimeout(dataSource, statement).catch((cause: unknown) => {
      throw new Error(`${table} can't be filled with copies. Add an INSERT statement for it to \`fill\`.`, {
        cause,
      });
    });
  }
}

export async function withoutTimeout(dataSource: DataSource, statement: string): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query(statement);
  } finally {
    await runner.query('RESET statement_timeout');
    await runner.release();
  }
}

async function copyStatement(dataSource: DataSource, table: string, rows: number): Promise<string> {
  const columns = (await columnsOf(dataSource, table)).filter(({ isGenerated }) => !isGenerated);
  const keys = await uniqueKeysOf(dataSource, table);
  const names = columns.map(({ name }) => escapeIdentifier(name)).join(', ');
  const values = columns.map((column) => copied(column, keys)).join(', ');
  const name = escapeIdentifier(table);
  return `
    INSERT INTO ${name} (${names})
    SELECT ${values}
    FROM ${name} AS original
    CROSS JOIN generate_series(1, ${rows} / greatest(1, (SELECT count(*) FROM ${name}))) AS n
  `;
}

/**
 * Returns the SQL for one column of a copy. Keys become unique, dates become earlier, and every second copy gets a
 * different account.
 */
function copied({ name, type }: Column, keys: readonly UniqueKey[]): string {
  const value = `original.${escapeIdentifier(name)}`;
  if (keys.some((key) => key.length === 1 && key[0] === name)) return unique(value, type, 'n');
  const shared = keys.find((key) => key.includes(name));
  if (shared) {
    const turn = `n % ${shared.length} = ${shared.indexOf(name)}`;
    return `CASE WHEN ${turn} THEN ${unique(value, type, 'n')} ELSE ${value} END`;
  }
  if (type === 'text' && isIdName(name))
    return `CASE WHEN n % 2 = 0 THEN ${value} ELSE ${unique(value, type, `n % ${OTHER_ACCOUNTS}`)} END`;
  if (/^(?:timestamp|date)/.test(type)) return `${value} - ${days(type)}`;
  return value;
}

function days(type: string): string {
  const count = `(n % ${DAYS})::integer`;
  return type === 'date' ? count : `make_interval(days => ${count})`;
}

function unique(value: string, type: string, number: string): string {
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'bytea') return `sha256(${value} || convert_to((${number})::text, 'UTF8'))`;
  if (/^(?:smallint|integer|bigint|numeric)/.test(type)) return `${value} + (${number}) * 100000`;
  if (/^(?:timestamp|date)/.test(type)) return `${value} - ${days(type)}`;
  return `${value} || '-copy-' || (${number})`;
}

function columnsOf(dataSource: DataSource, table: string): Promise<Column[]> {
  return dataSource.query<Column[]>(`
    SELECT attribute.attname AS name, format_type(attribute.atttypid, NULL) AS type,
      attribute.attgenerated <> '' OR attribute.attidentity <> ''
        OR coalesce(pg_get_expr(fallback.adbin, fallback.adrelid) LIKE 'nextval(%', false) AS "isGenerated"
    FROM pg_attribute AS attribute
    LEFT JOIN pg_attrdef AS fallback
      ON fallback.adrelid = attribute.attrelid AND fallback.adnum = attribute.attnum
    WHERE attribute.attrelid = ${regclass(table)} AND attribute.attnum > 0 AND NOT attribute.attisdropped
    ORDER BY attribute.attnum
  `);
}

async function uniqueKeysOf(dataSource: DataSource, table: string): Promise<UniqueKey[]> {
  const rows = await dataSource.query<{ columns: string[] }[]>(`
    SELECT array_agg(attribute.attname::text ORDER BY key.position) AS columns
    FROM pg_index AS index
    CROSS JOIN unnest(index.indkey) WITH ORDINALITY AS key (number, position)
    JOIN pg_attribute AS attribute ON attribute.attrelid = index.indrelid AND attribute.attnum = key.number
    WHERE index.indrelid = ${regclass(table)} AND index.indisunique AND key.position <= index.indnkeyatts
    GROUP BY index.indexrelid
  `);
  return rows.map(({ columns }) => columns);
}

function regclass(table: string): string {
  return `${escapeLiteral(escapeIdentifier(table))}::regclass`;
}
