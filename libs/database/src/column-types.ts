import { TypeOverrides, types } from 'pg';

/**
 * How pg reads columns: as it always does, but a date stays the text that PostgreSQL sends. As a Date it would depend on
 * the time zone of the process, and TypeORM would turn the year 12000 into 2000.
 */
export const columnTypes = new TypeOverrides();
columnTypes.setTypeParser(types.builtins.DATE, (text: string) => text);
