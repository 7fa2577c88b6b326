import { TypeOverrides, types } from 'pg';

/**
 * The column parsers of pg, except that dates stay texts such as `2026-06-14`. A `Date` would depend on the process's
 * time zone, and TypeORM would turn the year 12000 into 2000.
 */
export const columnTypes = new TypeOverrides();
columnTypes.setTypeParser(types.builtins.DATE, (text: string) => text);

export type ColumnReader = (text: string) => unknown;

/** Returns the text parser of a PostgreSQL type. `typeId` is the type's object id. */
export function columnReader(typeId: number): ColumnReader {
  const reader: unknown = columnTypes.getTypeParser(typeId, 'text');
  if (!isColumnReader(reader)) throw new Error(`pg has no parser for the type ${typeId}`);
  return reader;
}

/** @types/pg declares that parsers get a number. */
function isColumnReader(value: unknown): value is ColumnReader {
  return typeof value === 'function';
}
