import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GuardedProcess, sendSignal } from './guarded-process.ts';
import {
  type PostgresHome,
  hasPostgresData,
  makePrivateFolder,
  preparePostgresHome,
  removePostgresData,
} from './postgres-home.ts';
import { findProcess } from './running-process.ts';

export interface PostgresServerOptions {
  /** The folder of the data; data that is there already is used again. */
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  /** Of the user postgres, where the data is made anew. */
  readonly password: string;
  /** Whether data must survive a power cut. */
  readonly durable: boolean;
  /** Whether the data stays when the server stops; that of a durable server does, unless said. */
  readonly keepsData?: boolean;
  /** Whether to remove the data of earlier starts. */
  readonly fresh?: boolean;
  /** The file to add the server's log to. */
  readonly logFile?: string;
}

const READY = 'ready to accept connections';
const LAST_LINES = 8;
/** How long each signal has to end the server. A fast shutdown writes everything to disk first. */
const STOP_GRACE_MS = 10_000;
const LOOK_MS = 50;

/** The process of a PostgreSQL server. */
export class PostgresServer {
  private readonly server: GuardedProcess;
  private readonly home: PostgresHome;
  private readonly options: PostgresServerOptions;
  private stopping = false;

  private constructor(server: GuardedProcess, home: PostgresHome, options: PostgresServerOptions) {
    this.server = server;
    this.home = home;
    this.options = options;
  }

  /** Resolves when it accepts connections. Throws an Error with the server's last lines if it can't start. */
  static async start(options: PostgresServerOptions): Promise<PostgresServer> {
    const { directory, fresh = false } = options;
    const home = await preparePostgresHome(directory, fresh);
    try {
      if (hasPostgresData(home.data)) await endEarlierServer(home.data);
      else await initialize(home, options);
      const temporary = [
        ...(home.copy === undefined ? [] : [home.copy]),
        ...(keepsData(options) ? [] : [home.data]),
      ];
      const server = run(home, 'postgres', serverArguments(home, options), temporary);
      if (options.logFile !== undefined) server.logTo(options.logFile);
      await outcome(server, READY);
      return new PostgresServer(server, home, options);
    } catch (error) {
      home.release();
      throw error;
    }
  }

  /** The id of the server's first process; undefined when it has ended. */
  get pid(): number | undefined {
    return this.server.pid;
  }

  /** Calls back if the server ends and nobody stopped it. `how` is a signal or an exit code. */
  onDeath(callback: (how: string) => void): void {
    void this.server.ended.then((how) => this.stopping || callback(how));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server.stop();
    this.home.release();
    if (!keepsData(this.options)) removePostgresData(this.options.directory);
  }
}

function keepsData(options: PostgresServerOptions): boolean {
  return options.keepsData ?? options.durable;
}

/** The data appears under its name when it is whole, so an interrupted start leaves nothing that looks like data. */
async function initialize(home: PostgresHome, { password, durable }: PostgresServerOptions): Promise<void> {
  const unfinished = `${home.data}.new`;
  const passwordFile = join(tmpdir(), `qred-postgres-password-${randomUUID()}`);
  rmSync(unfinished, { recursive: true, force: true });
  makePrivateFolder(unfinished, home.owner);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (home.owner) chownSync(passwordFile, home.owner.uid, home.owner.gid);
    const args = [
      `--pgdata=${unfinished}`,
      '--username=postgres',
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
 * Ends a server that an earlier start left behind on this data. PostgreSQL takes the file of a server that is gone for
 * one that runs if another process of the user has its number by now; that file is removed.
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
    await delay(LOOK_MS);
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
    // A fast shutdown, then an immediate one, which still gives the shared memory back.
    signals: ['SIGINT', 'SIGQUIT', 'SIGKILL'],
    graceMs: STOP_GRACE_MS,
    removes,
  });
}

/** Resolves when the process writes `words`, or ends well if there are none to wait for. */
async function outcome(server: GuardedProcess, words?: string): Promise<void> {
  const lines: string[] = [];
  const ready = new Promise<void>((done) => {
    server.onOutput((chunk) => {
      const text = chunk.toString('utf8');
      lines.push(...text.split('\n').filter(Boolean));
      lines.splice(0, Math.max(0, lines.length - LAST_LINES));
      if (words !== undefined && text.includes(words)) done();
    });
  });
  const how = await Promise.race([server.ended, ready]);
  if (how === undefined || (words === undefined && how === 'exit code 0')) return;
  throw new Error(`PostgreSQL did not start (${how}):\n${lines.join('\n')}`);
}
