import { type RunningProcess, killAllGuarded, findProcess } from '#libs/stand-ins';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm forwards the Ctrl-C that the terminal has sent to the whole group already; a person's second one comes later (ms). */
const SAME_REQUEST_MS = 500;
const LOOK_MS = 1_000;
const FORCED_EXIT_CODE = 130;

/**
 * Runs `stop` and exits with 0 when the process should end: at SIGINT, SIGTERM or SIGHUP, or when the npm that started
 * it is gone. A second signal ends everything without waiting.
 */
export function runUntilStopped(stop: () => Promise<void>): void {
  let requested: number | undefined;
  const request = (): void => {
    if (requested === undefined) {
      requested = performance.now();
      void stop().then(() => process.exit(0));
      return;
    }
    if (performance.now() - requested < SAME_REQUEST_MS) return;
    void killAllGuarded().then(() => process.exit(FORCED_EXIT_CODE));
  };
  for (const signal of SIGNALS) process.on(signal, request);
  // A terminal that is closed takes the output along; the rest still has to be stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  onNpmGone(request);
}

/** npm may start a shell, and the shell this process; neither passes every signal on, and neither can pass on SIGKILL. */
function onNpmGone(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const started = startedBy();
  const timer = setInterval(() => {
    if (startedBy() === started) return;
    clearInterval(timer);
    callback();
  }, LOOK_MS);
  timer.unref();
}

/** The ids of the processes between this one and npm, npm included. */
function startedBy(): string {
  const parent = findProcess(process.ppid);
  return parent && isShell(parent) ? `${parent.pid} ${parent.parent}` : String(process.ppid);
}

function isShell({ command }: RunningProcess): boolean {
  return /^\S*sh -c /.test(command);
}
