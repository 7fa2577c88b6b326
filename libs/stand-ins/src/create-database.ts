import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/**
 * Creates a user, and a database that the user owns, unless they exist. Both have the name `name`. Sets the user's
 * password. No other user can connect. `adminUrl` is the URL of a superuser.
 */
export async function createDatabase(adminUrl: string, name: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const exists = async (query: string): Promise<boolean> =>
    ((await client.query(query, [name])).rowCount ?? 0) > 0;
  try {
    const role = escapeIdentifier(name);
    const verb = (await exists('SELECT 1 FROM pg_roles WHERE rolname = $1')) ? 'ALTER' : 'CREATE';
    await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}`);
    if (!(await exists('SELECT 1 FROM pg_database WHERE datname = $1')))
      await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
    await client.query(`REVOKE ALL ON DATABASE ${role} FROM PUBLIC`);
  } finally {
    await client.end();
  }
}
