import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { PostgresServer, type PostgresServerOptions } from './postgres-server.ts';

const ADMIN = 'postgres';
const HOST = '127.0.0.1';

export type PostgresOptions = Omit<PostgresServerOptions, 'host'>;

/** A real PostgreSQL server without Docker. */
export class StandInPostgres {
  private readonly server: PostgresServer;
  private readonly options: PostgresOptions;

  private constructor(server: PostgresServer, options: PostgresOptions) {
    this.server = server;
    this.options = options;
  }

  /** Throws an Error with the server's last words if it can't start. */
  static async start(options: PostgresOptions): Promise<StandInPostgres> {
    return new StandInPostgres(await PostgresServer.start({ ...options, host: HOST }), options);
  }

  /** A database of its own with a user of its own, made unless it is there; the URL to reach it by. */
  async database(name: string, password: string = randomBytes(16).toString('hex')): Promise<string> {
    await createDatabase(this.url(ADMIN, this.options.password, ADMIN), name, password);
    return this.url(name, password, name);
  }

  /** Calls back if the server ends and nobody stopped it. `how` is a signal or an exit code. */
  onDeath(callback: (how: string) => void): void {
    this.server.onDeath(callback);
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  private url(user: string, password: string, database: string): string {
    return `postgres://${user}:${password}@${HOST}:${this.options.port}/${database}`;
  }
}

/**
 * Makes a database, and a user of the same name who owns it, unless they are there. The user gets the password, and
 * nobody else may connect. `adminUrl` is a superuser's.
 */
export async function createDatabase(adminUrl: string, name: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = escapeIdentifier(name);
    const { rowCount: roles } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    await client.query(
      `${roles ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}`,
    );
    const { rowCount: databases } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      name,
    ]);
    if (!databases) await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
    await client.query(`REVOKE ALL ON DATABASE ${role} FROM PUBLIC`);
  } finally {
    await client.end();
  }
}
