import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';

export interface GuardedProcessOptions {
  /** The signals that end it: the first asks, each further one comes when the one before has not helped in time. */
  readonly signals: readonly NodeJS.Signals[];
  /** How long each signal has (ms). */
  readonly graceMs: number;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The user who runs it; the current one unless said. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Paths to remove if this process ends without stopping it. */
  readonly removes?: readonly string[];
}

interface Guard {
  /** Ends the guard, which then does nothing. */
  cancel(): void;
}

/** Those that run now, for `endAllGuarded`. */
const running = new Set<GuardedProcess>();

/**
 * Waits until its standard input closes, which happens when the process that holds the other end is gone, however that
 * ended. Then it ends a process group and removes files. Arguments: the group, seconds for each signal, the signals, files.
 */
const GUARD = `
trap '' HUP INT TERM
cat >/dev/null
group=$1 seconds=$2 signals=$3
shift 3
for signal in $signals; do
  kill -"$signal" -"$group" 2>/dev/null || break
  kill -CONT -"$group" 2>/dev/null
  tenths=$((seconds * 10))
  while [ $tenths -gt 0 ] && kill -0 -"$group" 2>/dev/null; do sleep 0.1; tenths=$((tenths - 1)); done
done
[ $# -eq 0 ] || rm -rf -- "$@"
`;

/**
 * A process that never outlives this one. It has a session of its own, so signals of the terminal (Ctrl-C, a closed
 * window) reach this process alone, which stops it in order. If this process is killed, a guard stops it instead.
 */
export class GuardedProcess {
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;
  private readonly guard: Guard | undefined;
  private readonly options: GuardedProcessOptions;
  /** Resolves to how it ended: `exit code 1`, a signal, or why it could not start. */
  readonly ended: Promise<string>;
  private isRunning = true;

  constructor(program: string, args: readonly string[], options: GuardedProcessOptions) {
    const { owner, cwd, env, removes = [] } = options;
    this.options = options;
    this.child = spawn(program, args, {
      ...owner,
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.guard = this.child.pid === undefined ? undefined : startGuard(this.child.pid, options, removes);
    running.add(this);
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    void this.ended.then(() => {
      this.isRunning = false;
      running.delete(this);
      this.guard?.cancel();
    });
  }

  /** Undefined when it has ended. */
  get pid(): number | undefined {
    return this.isRunning ? this.child.pid : undefined;
  }

  /** Calls back with what it writes to standard output and standard error. */
  onOutput(callback: (chunk: Buffer) => void): void {
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', callback);
  }

  /** Adds what it writes to a file. */
  logTo(file: string): void {
    const log = createWriteStream(file, { flags: 'a' });
    this.onOutput((chunk) => log.write(chunk));
    this.child.once('close', () => log.end());
  }

  /** Sends a signal to its process group. */
  signal(signal: NodeJS.Signals): void {
    if (this.pid !== undefined) sendSignal(-this.pid, signal);
  }

  /** Ends it, even if it is suspended; resolves when it has ended. */
  stop(): Promise<void> {
    return this.stopWith(this.options.signals);
  }

  /** Ends it without asking. */
  end(): Promise<void> {
    return this.stopWith(this.options.signals.slice(1));
  }

  private async stopWith(signals: readonly NodeJS.Signals[]): Promise<void> {
    for (const signal of signals) {
      this.signal(signal);
      this.signal('SIGCONT');
      if (await this.endsWithin(this.options.graceMs)) return;
    }
    await this.ended;
  }

  private async endsWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, ms, false);
    });
    const ended = await Promise.race([this.ended.then(() => true), timeout]);
    clearTimeout(timer);
    return ended;
  }
}

/** Ends all guarded processes of this process without asking, for a person who will not wait. */
export async function endAllGuarded(): Promise<void> {
  await Promise.all([...running].map((guarded) => guarded.end()));
}

/** Removes paths when this process ends, however that happens, unless that was cancelled. */
export function removeWhenGone(paths: readonly string[]): Guard {
  return startGuard(0, { signals: [], graceMs: 0 }, paths);
}

function startGuard(
  pid: number,
  { signals, graceMs }: Pick<GuardedProcessOptions, 'signals' | 'graceMs'>,
  removes: readonly string[],
): Guard {
  const seconds = Math.ceil(graceMs / 1000);
  const names = signals.map((signal) => signal.replace('SIG', '')).join(' ');
  const guard = spawn('sh', ['-c', GUARD, 'sh', String(pid), String(seconds), names, ...removes], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // The shell waits for a program of its own, which has to end with it.
  return { cancel: () => guard.pid !== undefined && sendSignal(-guard.pid, 'SIGKILL') };
}

/** Sends a signal to a process, or to a process group if the id is negative; does nothing if it has ended. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}
