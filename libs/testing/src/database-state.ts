import { escapeIdentifier } from 'pg';
import type { DataSource } from 'typeorm';

/** Returns a digest of each table's rows, by table name. Equal digests mean equal rows. */
export async function databaseState(dataSource: DataSource): Promise<Readonly<Record<string, string>>> {
  const state: Record<string, string> = {};
  for (const table of await tablesOf(dataSource)) {
    const [row] = await dataSource.query<{ digest: string }[]>(
      `SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS digest FROM ${escapeIdentifier(table)} AS t`,
    );
    state[table] = row?.digest ?? '';
  }
  return state;
}

type DatabaseState = Awaited<ReturnType<typeof databaseState>>;

export function changedTables(before: DatabaseState, after: DatabaseState): string[] {
  return Object.keys(after).filter((table) => after[table] !== before[table]);
}

export async function tablesOf(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ name: string }[]>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  return rows.map(({ name }) => name);
}
