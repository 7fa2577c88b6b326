import { TypeOverrides, types } from 'pg';

/**
 * pg's own column parsers, except that a date stays the text that PostgreSQL sends. A Date would depend on the time
 * zone of the process, and TypeORM would turn the year 12000 into 2000.
 */
export const columnTypes = new TypeOverrides();
columnTypes.setTypeParser(types.builtins.DATE, (text: string) => text);
