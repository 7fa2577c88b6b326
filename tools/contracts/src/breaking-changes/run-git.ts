import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Reads all blobs with one process, and returns their texts by id. Rejects if a blob does not exist. */
export async function readBlobs(root: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const reading = run('git', ['cat-file', '--batch'], {
    cwd: root,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: 'buffer',
  });
  reading.child.stdin?.end(ids.map((id) => `${id}\n`).join(''));
  return splitBatch((await reading).stdout, ids);
}

/** Git prints a line `id type size` before each blob, and a line break after each blob. */
function splitBatch(output: Buffer, ids: readonly string[]): Map<string, string> {
  const blobs = new Map<string, string>();
  let at = 0;
  for (const id of ids) {
    const start = output.indexOf('\n', at) + 1;
    const head = output.toString('latin1', at, start);
    const [, size] = /^[0-9a-f]+ blob (\d+)\n$/.exec(head) ?? [];
    if (size === undefined) throw new Error(`git has no blob ${id}: ${head}`);
    const end = start + Number(size);
    blobs.set(id, output.toString('utf8', start, end));
    at = end + 1;
  }
  return blobs;
}

/** Rejects if git fails. */
export async function runGit(root: string, ...options: string[]): Promise<string> {
  const { stdout } = await run('git', options, { cwd: root, maxBuffer: MAX_OUTPUT_BYTES });
  return stdout;
}
