import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { StandInPostgres, freePort } from '#libs/stand-ins';

const PASSWORD = 'postgres';
const NAME = 'transaction';
const PAUSE_MS = 100;

/** A PostgreSQL server that archives its log like RDS, so that a test can restore the data of any second. */
export class ArchivedPostgres {
  readonly port: number;
  private readonly folder: string;
  private running: StandInPostgres;

  private constructor(folder: string, port: number, running: StandInPostgres) {
    this.folder = folder;
    this.port = port;
    this.running = running;
  }

  static async start(): Promise<ArchivedPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'qred-restore-'));
    // PostgreSQL must be able to read this folder. PostgreSQL never runs as root, even if the test runs as root.
    chmodSync(folder, 0o711);
    const port = await freePort();
    const server = new ArchivedPostgres(folder, port, await startIn(join(folder, 'data'), port));
    const { archive } = server;
    mkdirSync(archive);
    server.giveToServer(archive);
    await server.running.database(NAME, PASSWORD);
    await server.query(`ALTER SYSTEM SET archive_mode = 'on'`);
    await server.query(`ALTER SYSTEM SET archive_command = 'cp %p ${archive}/%f'`);
    await server.running.stop();
    server.running = await startIn(server.data, port);
    return server;
  }

  /** The URL of the service's database. A restored server gets the same URL when it replaces the old server. */
  get url(): string {
    return `postgres://${NAME}:${PASSWORD}@127.0.0.1:${this.port}/${NAME}`;
  }

  async backUp(): Promise<void> {
    const client = await this.connect('postgres');
    try {
      await client.query(`SELECT pg_backup_start('snapshot', true)`);
      execFileSync('cp', ['-a', this.data, this.backup]);
      const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
      rmSync(join(this.backup, 'postmaster.pid'));
      this.writeForServer(join(this.backup, 'backup_label'), rows[0]?.labelfile ?? '');
    } finally {
      await client.end();
    }
  }

  async moment(): Promise<string> {
    const { rows } = await this.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
    await delay(PAUSE_MS);
    return rows[0]?.now ?? '';
  }

  /** Starts a second server on a different port, with the data that the first server had at `moment`. */
  async restoreTo(moment: string): Promise<RestoredServer> {
    await this.query('SELECT pg_switch_wal()');
    await this.query('CHECKPOINT');
    appendFileSync(
      join(this.backup, 'postgresql.auto.conf'),
      [
        `restore_command = 'cp ${this.archive}/%f %p'`,
        `recovery_target_time = '${moment}'`,
        `recovery_target_action = 'promote'`,
        '',
      ].join('\n'),
    );
    this.writeForServer(join(this.backup, 'recovery.signal'), '');
    const port = await freePort();
    const restored = await startIn(this.backup, port);
    return { port, server: restored };
  }

  async replaceWith({ server }: RestoredServer): Promise<void> {
    await Promise.all([this.running.stop(), server.stop()]);
    this.running = await startIn(this.backup, this.port);
  }

  async query<T extends object>(statement: string) {
    const client = await this.connect(NAME);
    try {
      return await client.query<T>(statement);
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private get backup(): string {
    return join(this.folder, 'backup');
  }

  private get archive(): string {
    return join(this.folder, 'archive');
  }

  private async connect(database: string): Promise<Client> {
    const client = new Client({
      connectionString: `postgres://postgres:${PASSWORD}@127.0.0.1:${this.port}/${database}`,
    });
    await client.connect();
    return client;
  }

  private writeForServer(file: string, text: string): void {
    writeFileSync(file, text);
    this.giveToServer(file);
  }

  private giveToServer(path: string): void {
    const { uid, gid } = statSync(join(this.data, 'PG_VERSION'));
    chownSync(path, uid, gid);
  }
}

interface RestoredServer {
  readonly port: number;
  readonly server: StandInPostgres;
}

function startIn(directory: string, port: number): Promise<StandInPostgres> {
  return StandInPostgres.start({ directory, port, password: PASSWORD, durable: false, keepsData: true });
}
