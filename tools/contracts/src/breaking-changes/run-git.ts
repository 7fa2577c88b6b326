import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs git in a folder and returns its output. Rejects if git fails. */
export async function runGit(root: string, ...options: string[]): Promise<string> {
  const { stdout } = await run('git', options, { cwd: root, maxBuffer: MAX_OUTPUT_BYTES });
  return stdout;
}
