import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Builds every service, from Nx's cache where nothing changed. Throws an Error with what Nx said if one fails. */
export async function buildServices(root: string, services: readonly string[]): Promise<void> {
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const child = spawn(process.execPath, [nx, 'run-many', '-t', 'build', '-p', services.join()], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0)
    throw new Error(`The services could not be built:\n${Buffer.concat(output).toString('utf8')}`);
}
