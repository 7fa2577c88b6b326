import { spawn, spawnSync } from 'node:child_process';

export interface RunOptions {
  readonly cwd: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a command that says itself what it does. Throws an Error if it fails. */
export async function run(
  [program = '', ...args]: readonly string[],
  { cwd, environment }: RunOptions,
): Promise<void> {
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { cwd, env, stdio: 'inherit' });
  const ended = await new Promise<string>((resolve, reject) => {
    child.once('error', reject).once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  if (ended !== 'exit code 0') throw new Error(`${[program, ...args].join(' ')} failed (${ended})`);
}

/** What a command prints, or undefined if it fails or is not there. */
export function outputOf(
  [program = '', ...args]: readonly string[],
  options?: RunOptions,
): string | undefined {
  const env = { ...process.env, ...options?.environment };
  const { status, stdout } = spawnSync(program, args, { cwd: options?.cwd, env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Leaves an interruption to the command that runs: it fails then, and what was started is still taken down. */
export function endWithWhatRuns(): void {
  process.on('SIGINT', () => undefined);
}
