import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresHome, preparePostgresHome } from './postgres-home.ts';

export interface PostgresServerOptions {
  /** Where the data is kept; data that is there already is used again. */
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  /** Of the user postgres, where the data is made anew. */
  readonly password: string;
  /** Data of a server that is not durable is gone when it stops, and a power cut may cost it. */
  readonly durable: boolean;
  /** Whether to remove the data of earlier starts. */
  readonly fresh?: boolean;
}

const READY = 'ready to accept connections';
const LAST_LINES = 8;

/** The process of a PostgreSQL server. */
export class PostgresServer {
  private readonly child: ChildProcess;
  private readonly home: PostgresHome;
  private readonly durable: boolean;

  private constructor(child: ChildProcess, home: PostgresHome, durable: boolean) {
    this.child = child;
    this.home = home;
    this.durable = durable;
  }

  /** Resolves when connections are accepted. Throws an Error with the server's last words if it does not come to that. */
  static async start(options: PostgresServerOptions): Promise<PostgresServer> {
    const { directory, durable, fresh = false } = options;
    const home = await preparePostgresHome(directory);
    try {
      if (fresh) rmSync(home.data, { recursive: true, force: true });
      if (!existsSync(join(home.data, 'PG_VERSION'))) await initialize(home, options);
      const child = run(home, 'postgres', serverArguments(home, options));
      await outcome(child, READY);
      return new PostgresServer(child, home, durable);
    } catch (error) {
      home.release();
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGINT');
      await ended;
    }
    this.home.release();
    if (!this.durable) rmSync(this.home.data, { recursive: true, force: true });
  }
}

async function initialize(home: PostgresHome, { password, durable }: PostgresServerOptions): Promise<void> {
  const passwordFile = join(tmpdir(), `qred-postgres-password-${randomUUID()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (home.owner) chownSync(passwordFile, home.owner.uid, home.owner.gid);
    const child = run(home, 'initdb', [
      `--pgdata=${home.data}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ]);
    await outcome(child);
  } finally {
    rmSync(passwordFile);
  }
}

function serverArguments({ data }: PostgresHome, { host, port, durable }: PostgresServerOptions): string[] {
  const settings = [
    `listen_addresses=${host}`,
    'unix_socket_directories=',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  return ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

function run({ programs, owner }: PostgresHome, program: string, args: readonly string[]): ChildProcess {
  return spawn(join(programs, program), args, {
    ...owner,
    cwd: '/',
    env: { LC_ALL: 'C', PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Resolves when the process says `words`, or ends well if there are none to wait for. */
async function outcome(child: ChildProcess, words?: string): Promise<void> {
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (how: string): void =>
      reject(new Error(`PostgreSQL did not start (${how}):\n${lines.join('\n')}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        const text = chunk.toString('utf8');
        lines.push(...text.split('\n').filter(Boolean));
        lines.splice(0, Math.max(0, lines.length - LAST_LINES));
        if (words !== undefined && text.includes(words)) resolve();
      });
    }
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => (words === undefined && code === 0 ? resolve() : fail(`exit code ${code}`)));
  });
}
