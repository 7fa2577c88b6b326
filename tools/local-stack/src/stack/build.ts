import { join } from 'node:path';
import { GuardedProcess } from '#libs/stand-ins';

const STOP_GRACE_MS = 2_000;

/**
 * Builds Nx projects with Nx's cache. Stops when the signal aborts. Throws an Error with the output of Nx if a build
 * fails.
 */
export async function buildProjects(
  root: string,
  projects: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const build = new GuardedProcess(process.execPath, [nx, 'run-many', '-t', 'build', '-p', projects.join()], {
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
    throw new Error(
      `${projects.join()} could not be built (${how}):\n${Buffer.concat(output).toString('utf8')}`,
    );
}
