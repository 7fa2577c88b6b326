import { spawn, spawnSync } from 'node:child_process';

export interface RunOptions {
  readonly cwd: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The command writes to this terminal. Throws an Error if the command fails. */
export async function runCommand(
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

/** Returns undefined if the command fails or does not exist. */
export function outputOf(
  [program = '', ...args]: readonly string[],
  options?: RunOptions,
): string | undefined {
  const env = { ...process.env, ...options?.environment };
  const { status, stdout } = spawnSync(program, args, { cwd: options?.cwd, env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Ignores Ctrl-C in this process. The signal still ends the running command. This process then cleans up and
 * fails with the command's error.
 */
export function leaveInterruptToCommands(): void {
  process.on('SIGINT', () => undefined);
}
