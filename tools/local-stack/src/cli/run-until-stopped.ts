import { type RunningProcess, findProcess, killAllGuarded } from '#libs/stand-ins';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/**
 * Ctrl-C sends the signal twice: the terminal signals the whole process group, and npm forwards its signal. A
 * second signal within this time (ms) is the duplicate.
 */
const SAME_REQUEST_MS = 500;
const POLL_MS = 1_000;
const FORCED_EXIT_CODE = 130;

/**
 * Runs `stop` after SIGINT, SIGTERM or SIGHUP, or when the parent npm process ends. Then exits with 0. A
 * second signal kills everything at once.
 */
export function runUntilStopped(stop: () => Promise<void>): void {
  let requested: number | undefined;
  const request = (): void => {
    if (requested === undefined) {
      requested = performance.now();
      void stop().then(() => process.exit(0));
    } else if (performance.now() - requested >= SAME_REQUEST_MS) {
      void killAllGuarded().then(() => process.exit(FORCED_EXIT_CODE));
    }
  };
  for (const signal of SIGNALS) process.on(signal, request);
  // After the terminal is closed, writing to it fails. The stack must still stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  onNpmExit(request);
}

/**
 * npm may start this process through a shell. npm and the shell don't forward every signal, and SIGKILL
 * cannot be forwarded.
 */
function onNpmExit(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const ancestors = ancestorsUpToNpm();
  const timer = setInterval(() => {
    if (ancestorsUpToNpm() === ancestors) return;
    clearInterval(timer);
    callback();
  }, POLL_MS);
  timer.unref();
}

function ancestorsUpToNpm(): string {
  const parent = findProcess(process.ppid);
  return parent && isShell(parent) ? `${parent.pid} ${parent.parent}` : String(process.ppid);
}

function isShell({ command }: RunningProcess): boolean {
  return /^\S*sh -c /.test(command);
}
