import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase } from './create-database.ts';
import { GuardedProcess, sendSignal } from './guarded-process.ts';
import {
  type PostgresHome,
  hasPostgresData,
  makePrivateFolder,
  preparePostgresHome,
  removePostgresData,
} from './postgres-home.ts';
import { findProcess } from './running-process.ts';

export interface PostgresOptions {
  /** Existing data is used again. */
  readonly directory: string;
  readonly port: number;
  readonly password: string;
  /** Whether data must survive a power cut. */
  readonly durable: boolean;
  /** Whether `stop` keeps the data. The default is the value of `durable`. */
  readonly keepsData?: boolean;
  readonly fresh?: boolean;
  readonly logFile?: string;
}

const ADMIN = 'postgres';
const HOST = '127.0.0.1';
const READY = 'ready to accept connections';
const LAST_LINES = 8;
/** How long to wait after each signal (ms). A fast shutdown first writes everything to disk. */
const STOP_GRACE_MS = 10_000;
const POLL_MS = 50;

export class StandInPostgres {
  private readonly server: GuardedProcess;
  private readonly home: PostgresHome;
  private readonly options: PostgresOptions;
  private stopping = false;

  private constructor(server: GuardedProcess, home: PostgresHome, options: PostgresOptions) {
    this.server = server;
    this.home = home;
    this.options = options;
  }

  /**
   * Resolves when the server accepts connections. Throws an Error with the last log lines if the server can't start.
   */
  static async start(options: PostgresOptions): Promise<StandInPostgres> {
    const { directory, fresh = false, logFile } = options;
    const home = await preparePostgresHome(directory, fresh);
    try {
      if (hasPostgresData(home.data)) await endEarlierServer(home.data);
      else await initialize(home, options);
      const temporary = [home.copy, keepsData(options) ? undefined : home.data];
      const server = run(
        home,
        'postgres',
        serverArguments(home, options),
        temporary.filter((path) => path !== undefined),
      );
      if (logFile !== undefined) server.logTo(logFile);
      await outcome(server, READY);
      return new StandInPostgres(server, home, options);
    } catch (error) {
      home.release();
      throw error;
    }
  }

  /** Creates a database and its user, unless they exist. Returns the URL. */
  async database(name: string, password: string = randomBytes(16).toString('hex')): Promise<string> {
    await createDatabase(this.url(ADMIN, this.options.password), name, password);
    return this.url(name, password);
  }

  /** Calls `callback` if the server ends before `stop`. `how` is a signal or an exit code. */
  onDeath(callback: (how: string) => void): void {
    void this.server.ended.then((how) => this.stopping || callback(how));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server.stop();
    this.home.release();
    if (!keepsData(this.options)) removePostgresData(this.options.directory);
  }

  /** The database has the name of the user. */
  private url(user: string, password: string): string {
    return `postgres://${user}:${password}@${HOST}:${this.options.port}/${user}`;
  }
}

function keepsData({ durable, keepsData = durable }: PostgresOptions): boolean {
  return keepsData;
}

/** Renames the data folder when it is complete. An interrupted start therefore leaves no incomplete data folder. */
async function initialize(home: PostgresHome, { password, durable }: PostgresOptions): Promise<void> {
  const unfinished = `${home.data}.new`;
  const passwordFile = join(tmpdir(), `qred-postgres-password-${randomUUID()}`);
  rmSync(unfinished, { recursive: true, force: true });
  makePrivateFolder(unfinished, home.owner);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (home.owner) chownSync(passwordFile, home.owner.uid, home.owner.gid);
    const args = [
      `--pgdata=${unfinished}`,
      `--username=${ADMIN}`,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ];
    await outcome(run(home, 'initdb', args, [passwordFile, unfinished]));
    renameSync(unfinished, home.data);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Ends an earlier server that still uses this data. If the earlier server has already ended, removes its process id
 * file. With that file, PostgreSQL would refuse to start if a different process now has the same id.
 */
async function endEarlierServer(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const earlier = findProcess(Number.parseInt(readFileSync(file, 'utf8'), 10));
  if (!earlier?.command.includes(`/postgres -D ${data} `)) {
    rmSync(file);
    return;
  }
  const deadline = Date.now() + STOP_GRACE_MS;
  for (const signal of ['SIGINT', 'SIGCONT'] as const) sendSignal(earlier.pid, signal);
  while (findProcess(earlier.pid)?.started === earlier.started) {
    if (Date.now() > deadline) sendSignal(earlier.pid, 'SIGKILL');
    await delay(POLL_MS);
  }
}

function serverArguments({ data }: PostgresHome, { port, durable }: PostgresOptions): string[] {
  const settings = [
    `listen_addresses=${HOST}`,
    'unix_socket_directories=',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  return ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

function run(
  { programs, owner }: PostgresHome,
  program: string,
  args: readonly string[],
  removes: readonly string[],
): GuardedProcess {
  return new GuardedProcess(join(programs, program), args, {
    owner,
    cwd: '/',
    env: { LC_ALL: 'C', PATH: process.env.PATH },
    // SIGINT causes a fast shutdown. SIGQUIT causes an immediate shutdown, which still frees the shared memory.
    signals: ['SIGINT', 'SIGQUIT', 'SIGKILL'],
    graceMs: STOP_GRACE_MS,
    removes,
  });
}

/**
 * Resolves when the process prints `text`. Without a text, resolves when the process exits with 0. Otherwise throws an
 * Error with the last lines of output.
 */
async function outcome(server: GuardedProcess, text?: string): Promise<void> {
  const lines: string[] = [];
  const ready = new Promise<void>((done) => {
    server.onOutput((chunk) => {
      const output = chunk.toString('utf8');
      lines.push(...output.split('\n').filter(Boolean));
      lines.splice(0, Math.max(0, lines.length - LAST_LINES));
      if (text !== undefined && output.includes(text)) done();
    });
  });
  const how = await Promise.race([server.ended, ready]);
  if (how === undefined || (text === undefined && how === 'exit code 0')) return;
  throw new Error(`PostgreSQL did not start (${how}):\n${lines.join('\n')}`);
}
