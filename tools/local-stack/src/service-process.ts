import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface ServiceProcessOptions {
  readonly name: string;
  /** The service's bundle. */
  readonly main: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly url: string;
  readonly healthUrl: string;
  readonly logFile: string;
  /** Told when the process ends without having been stopped. */
  readonly onDeath: (name: string, how: string, lastWords: string) => void;
}

interface Readiness {
  readonly ready: boolean;
  readonly waitingFor: readonly string[];
}

/** How much a process may say before it dies and still be quoted. */
const LAST_LINES = 12;
// A service that dies is noticed at once; one that is slow, on a machine that is busy, gets its time.
const READY_TIMEOUT_MS = 240_000;
/** A service ends within ten seconds of SIGTERM; past that it hangs. */
const STOP_TIMEOUT_MS = 11_000;

/** One service as a process of its own; it is not restarted when it dies. */
export class ServiceProcess {
  private readonly options: ServiceProcessOptions;
  private child: ChildProcess | undefined;
  private lastWords = new LastWords();
  private stopping = false;

  constructor(options: ServiceProcessOptions) {
    this.options = options;
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return this.options.url;
  }

  get healthUrl(): string {
    return this.options.healthUrl;
  }

  get logFile(): string {
    return this.options.logFile;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts to serve; returns at once. */
  serve(): void {
    this.stopping = false;
    const lastWords = new LastWords();
    const child = this.run(['serve'], lastWords);
    this.child = child;
    this.lastWords = lastWords;
    child.once('exit', (code, signal) => {
      this.child = undefined;
      if (!this.stopping) this.options.onDeath(this.name, signal ?? `exit code ${code}`, lastWords.text);
    });
  }

  /** Migrates the service's database and writes the test data. Throws an Error with its last words if it fails. */
  async prepare(): Promise<void> {
    const lastWords = new LastWords();
    const child = this.run(['migrate', 'seed'], lastWords);
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(`${this.name} could not be migrated and seeded:\n${lastWords.text}`);
  }

  /** Waits for /ready; calls `onUnmigrated` once if the database's schema is what it waits for. */
  async untilReady(onUnmigrated: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    let migrated = false;
    while (Date.now() < deadline) {
      signal?.throwIfAborted();
      if (!this.child) throw new Error(`${this.name} did not start:\n${this.lastWords.text}`);
      const { ready, waitingFor } = await this.readiness();
      if (ready) return;
      if (!migrated && waitingFor.includes('migrated')) {
        migrated = true;
        await onUnmigrated();
        continue;
      }
      await delay(50);
    }
    throw new Error(`${this.name} was not ready in ${READY_TIMEOUT_MS / 1000} s; see ${this.logFile}`);
  }

  /** Sends a signal without expecting the process to end because of us. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.stopping = true;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  private run(commands: readonly string[], lastWords: LastWords): ChildProcess {
    const { main, environment, logFile } = this.options;
    const log = createWriteStream(logFile, { flags: 'a' });
    const child = spawn(process.execPath, ['--enable-source-maps', main, ...commands], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        log.write(chunk);
        lastWords.add(chunk.toString('utf8'));
      });
    }
    child.once('close', () => log.end());
    return child;
  }

  private async readiness(): Promise<Readiness> {
    try {
      const response = await fetch(`${this.healthUrl}/ready`, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return { ready: true, waitingFor: [] };
      const body = (await response.json()) as { waiting_for?: string[] };
      return { ready: false, waitingFor: body.waiting_for ?? [] };
    } catch {
      return { ready: false, waitingFor: [] };
    }
  }
}

/** The end of what a process said. */
class LastWords {
  private lines: string[] = [];

  add(text: string): void {
    this.lines = [...this.lines, ...text.split('\n').filter(Boolean)].slice(-LAST_LINES);
  }

  get text(): string {
    return this.lines.join('\n');
  }
}
