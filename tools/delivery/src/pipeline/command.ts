import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly status: number;
  readonly stderr: string;
}

/** Waits for the command to end. Throws an Error if the command can't start. */
export type Run = (command: string, args: readonly string[]) => Promise<CommandResult>;

export function runnerIn(folder: string): Run {
  return (command, args) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
        process.stderr.write(text);
      });
      child.on('error', reject);
      child.on('close', (status) => resolve({ status: status ?? 1, stderr }));
    });
}

/** Throws an Error if the command fails. */
export async function mustRun(run: Run, command: string, args: readonly string[]): Promise<void> {
  const { status } = await run(command, args);
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed with status ${status}; see its output`);
}
