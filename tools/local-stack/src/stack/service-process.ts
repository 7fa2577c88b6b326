import { setTimeout as delay } from 'node:timers/promises';
import { GuardedProcess } from '#libs/stand-ins';

export interface ServiceProcessOptions {
  readonly name: string;
  readonly main: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly url: string;
  readonly healthUrl: string;
  readonly logFile: string;
  /** Called if the process ends before `stop`. `how` is a signal or an exit code. */
  readonly onDeath: (how: string) => void;
}

interface Readiness {
  readonly ready: boolean;
  readonly waitingFor: readonly string[];
}

/**
 * The same Node flags as in the image. Small semi-spaces keep a service under load below 150 MB. With V8's default of
 * 16 MB, short-lived garbage stays in memory.
 */
export const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=4'];

const LAST_LINES = 12;
/**
 * The maximum time for a service to become ready on a busy machine. If the process ends, the start fails at
 * once.
 */
const READY_TIMEOUT_MS = 240_000;
/** The maximum time (ms) for a service to stop after SIGTERM. */
const STOP_TIMEOUT_MS = 11_000;

/** A service does not restart after a failure. */
export class ServiceProcess {
  private readonly options: ServiceProcessOptions;
  private server: GuardedProcess | undefined;
  private readonly running = new Set<GuardedProcess>();
  private lastLines: readonly string[] = [];
  private stopping = false;
  private main: string;
  private restarting = false;

  constructor(options: ServiceProcessOptions) {
    this.options = options;
    this.main = options.main;
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
    return this.server?.pid;
  }

  /** True while `restart` replaces the running bundle. */
  get isRestarting(): boolean {
    return this.restarting;
  }

  serve(): void {
    this.server = this.run('serve');
    this.watchForDeath(this.server);
  }

  /**
   * Replaces the running bundle, and waits until the service is ready. Throws an Error if the service does not start.
   */
  async restart(main: string, signal?: AbortSignal): Promise<void> {
    this.restarting = true;
    try {
      await this.stop();
      this.main = main;
      this.lastLines = [];
      this.server = this.run('serve');
      await this.untilReady(() => this.prepare(), signal);
      this.watchForDeath(this.server);
    } finally {
      this.restarting = false;
    }
  }

  /** Throws an Error with the last log lines after a failure. */
  async prepare(): Promise<void> {
    const how = await this.run('migrate', 'seed').ended;
    if (how !== 'exit code 0')
      throw new Error(`${this.name} could not be migrated and seeded (${how}):\n${this.lastText}`);
  }

  /** Waits until the service is ready. Calls `onUnmigrated` once if the service waits for its migrations. */
  async untilReady(onUnmigrated: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    let migrated = false;
    while (Date.now() < deadline) {
      signal?.throwIfAborted();
      if (this.pid === undefined) throw new Error(`${this.name} did not start:\n${this.lastText}`);
      const { ready, waitingFor } = await this.readiness();
      if (ready) return;
      if (!migrated && waitingFor.includes('migrated')) {
        migrated = true;
        await onUnmigrated();
        continue;
      }
      await delay(50);
    }
    throw new Error(`${this.name} was not ready in ${READY_TIMEOUT_MS / 1000} s. Its log is ${this.logFile}`);
  }

  /** Calls `onDeath` if the signal ends the process. */
  signal(signal: NodeJS.Signals): void {
    this.server?.signal(signal);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.running].map((guarded) => guarded.stop()));
  }

  private watchForDeath(server: GuardedProcess): void {
    this.stopping = false;
    void server.ended.then((how) => {
      if (!this.stopping) this.options.onDeath(how);
    });
  }

  private run(...commands: readonly string[]): GuardedProcess {
    const { environment, logFile } = this.options;
    const guarded = new GuardedProcess(process.execPath, [...NODE_FLAGS, this.main, ...commands], {
      env: environment,
      signals: ['SIGTERM', 'SIGKILL'],
      graceMs: STOP_TIMEOUT_MS,
    });
    guarded.logTo(logFile);
    guarded.onOutput((chunk) => {
      const lines = chunk.toString('utf8').split('\n').filter(Boolean);
      this.lastLines = [...this.lastLines, ...lines].slice(-LAST_LINES);
    });
    this.running.add(guarded);
    void guarded.ended.then(() => this.running.delete(guarded));
    return guarded;
  }

  private get lastText(): string {
    return this.lastLines.join('\n');
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
