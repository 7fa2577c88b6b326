import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Runs `npm run generate` for what follows from contracts. Throws an Error with its output if it fails. */
export async function generateFromContracts(root: string, signal: AbortSignal): Promise<void> {
  const command = ['tools/workspace/src/generate/main.ts', 'openapi', 'api-client'];
  const child = spawn(process.execPath, command, { cwd: root, signal, stdio: ['ignore', 'ignore', 'pipe'] });
  const output = text(child.stderr);
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (status !== 0) throw new Error(await output);
}
