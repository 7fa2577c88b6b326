import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';

export interface GuardedProcessOptions {
  /**
   * The signals that end the process, in order. If the process still runs after `graceMs`, it gets the next signal.
   */
  readonly signals: readonly NodeJS.Signals[];
  /** How long to wait after each signal (ms). */
  readonly graceMs: number;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The default is the current user. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** If the current process ends without a call of `stop`, the guard removes these paths. */
  readonly removes?: readonly string[];
}

interface Guard {
  cancel(): void;
}

const running = new Set<GuardedProcess>();

/**
 * Waits until standard input closes. Standard input closes when the process that started the guard ends, for any
 * reason. The guard then ends a process group and removes files. Arguments: the group, seconds for each signal, the
 * signals, the files.
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
 * A process that never outlives the current process. It runs in a separate session, so signals of the terminal
 * (Ctrl-C, a closed window) reach only the current process. The current process then stops the guarded process. If
 * the current process is killed, a guard does this instead.
 */
export class GuardedProcess {
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;
  private readonly guard: Guard | undefined;
  private readonly options: GuardedProcessOptions;
  /** Resolves to an exit code (`exit code 1`), to a signal, or to the reason why the process could not start. */
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

  /** Undefined after the process has ended. */
  get pid(): number | undefined {
    return this.isRunning ? this.child.pid : undefined;
  }

  onOutput(callback: (chunk: Buffer) => void): void {
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', callback);
  }

  logTo(file: string): void {
    const log = createWriteStream(file, { flags: 'a' });
    this.onOutput((chunk) => log.write(chunk));
    this.child.once('close', () => log.end());
  }

  signal(signal: NodeJS.Signals): void {
    if (this.pid !== undefined) sendSignal(-this.pid, signal);
  }

  /** Ends the process, even if it is suspended. Resolves when the process has ended. */
  stop(): Promise<void> {
    return this.stopWith(this.options.signals);
  }

  /** Like `stop`, but skips the first signal. */
  kill(): Promise<void> {
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

export async function killAllGuarded(): Promise<void> {
  await Promise.all([...running].map((guarded) => guarded.kill()));
}

/** Removes paths when the current process ends for any reason, unless the guard is cancelled. */
export function removeAtExit(paths: readonly string[]): Guard {
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
  // Kills the whole group, because the shell waits for `cat`.
  return { cancel: () => guard.pid !== undefined && sendSignal(-guard.pid, 'SIGKILL') };
}

/** A negative id means a process group. Does nothing if the process has ended. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!hasEnded(error)) throw error;
  }
}

function hasEnded(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}
