import type { Connection, FieldDef, QueryConfig, Submittable } from 'pg';
import { type ColumnReader, columnReader } from './column-types.ts';

export type Parameter = string | number | Date | null;

/** SQL and a name of at most 63 bytes. Two statements never share a name. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

const parsed = new WeakMap<Connection, Map<string, readonly ColumnReader[]>>();

/**
 * Runs a prepared statement once, through `pool.query`. pg's own query class asks PostgreSQL to describe the columns
 * at each execution. This class asks only once per connection. The description can't become wrong, because PostgreSQL
 * rejects a prepared statement whose columns have changed.
 */
export class PreparedQuery implements Submittable, QueryConfig {
  readonly rows: unknown[][] = [];
  readonly name: string;
  readonly text: string;
  /** pg sets this callback. */
  callback: ((error: Error | null) => void) | undefined;
  private connection: Connection | undefined;
  private readers: readonly ColumnReader[] | undefined;
  private failure: Error | null = null;

  constructor(
    { name, text }: PreparedStatement,
    readonly values: Parameter[],
  ) {
    this.name = name;
    this.text = text;
  }

  submit(connection: Connection): void {
    const { name, text, values } = this;
    this.connection = connection;
    this.readers = parsed.get(connection)?.get(name);
    connection.stream.cork();
    if (!this.readers) connection.parse({ name, text, types: [] }, true);
    connection.bind({ statement: name, values: values.map(toText) }, true);
    if (!this.readers) connection.describe({ type: 'P' }, true);
    connection.execute({}, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    if (!this.connection) return;
    this.readers = fields.map(({ dataTypeID }) => columnReader(dataTypeID));
    const statements = parsed.get(this.connection) ?? new Map<string, readonly ColumnReader[]>();
    parsed.set(this.connection, statements.set(this.name, this.readers));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (!this.readers || this.failure) return;
    try {
      this.rows.push(this.readers.map((read, index) => readField(read, fields[index])));
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  handleCommandComplete(): void {
    // The connection stays in use until PostgreSQL is ready for the next query.
  }

  handleReadyForQuery(): void {
    this.callback?.(this.failure);
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}

function readField(read: ColumnReader, field: string | null | undefined): unknown {
  return field === null || field === undefined ? null : read(field);
}

function toText(value: Parameter): string | null {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : value.toISOString();
}
