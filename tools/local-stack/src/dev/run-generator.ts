import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs `npm run generate` for the files that are generated from contracts. Throws an Error with the
 * generator's output if it fails.
 */
export async function generateFromContracts(root: string, signal: AbortSignal): Promise<void> {
  const program = 'tools/workspace/src/generate/main.ts';
  await run(process.execPath, [program, 'openapi', 'api-client'], { cwd: root, signal });
}
