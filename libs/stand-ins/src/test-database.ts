import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { freePort } from './free-port.ts';
import { StandInPostgres } from './postgres.ts';

/** The environment variable with the URL of the server for tests. It is set once per test run. */
export const TEST_SERVER_URL = 'TEST_POSTGRES_URL';

export interface TestServer {
  stop(): Promise<void>;
}

/** Starts PostgreSQL for a test run, unless `TEST_POSTGRES_URL` contains the URL of a server. */
export async function startTestServer(): Promise<TestServer> {
  if (process.env[TEST_SERVER_URL]) return { stop: () => Promise.resolve() };
  const directory = mkdtempSync(join(tmpdir(), 'qred-test-postgres-'));
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  const server = await StandInPostgres.start({ directory, port, password, durable: false });
  process.env[TEST_SERVER_URL] = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return {
    async stop() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Creates a copy of the server's template1. If `isPristine` is true, copies template0, which is always empty. `drop`
 * removes the database.
 */
export async function createTestDatabase({ isPristine = false } = {}): Promise<{
  readonly url: string;
  drop(): Promise<void>;
}> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(
    `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${isPristine ? 'template0' : 'template1'}`,
  );
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env[TEST_SERVER_URL];
  if (!url)
    throw new Error(
      'There is no PostgreSQL for tests. Run Jest with the global setup of libs/testing (jest.preset.js).',
    );
  return url;
}
