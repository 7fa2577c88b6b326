import { join } from 'node:path';
import type { Manifest } from '#libs/manifest';
import { GuardedProcess } from '#libs/stand-ins';

const STOP_GRACE_MS = 2_000;

/** Builds services, with Nx's cache, until the signal aborts. Throws an Error with the output of Nx if a build fails. */
export async function buildServices(
  root: string,
  manifests: readonly Manifest[],
  signal: AbortSignal,
): Promise<void> {
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const names = manifests.map(({ name }) => name).join();
  const build = new GuardedProcess(process.execPath, [nx, 'run-many', '-t', 'build', '-p', names], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false' },
    signals: ['SIGTERM', 'SIGKILL'],
    graceMs: STOP_GRACE_MS,
  });
  const output: Buffer[] = [];
  build.onOutput((chunk) => output.push(chunk));
  signal.addEventListener('abort', () => void build.stop());
  const how = await build.ended;
  signal.throwIfAborted();
  if (how !== 'exit code 0')
    throw new Error(`The services could not be built (${how}):\n${Buffer.concat(output).toString('utf8')}`);
}
