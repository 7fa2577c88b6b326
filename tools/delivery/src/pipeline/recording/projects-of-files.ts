import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseProjects } from '../../changes/nx-affected-projects.ts';

const run = promisify(execFile);

/**
 * Projects affected by a change to these files, from Nx's graph. Paths are relative to the workspace's root.
 * Throws an Error for a missing file, because Nx would report nothing.
 */
export async function projectsOfFiles(root: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  const missing = files.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`There is no file ${missing.join(', ')} in ${root}`);
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const question = ['show', 'projects', '--affected', '--files', files.join(','), '--json'];
  // Variables of a surrounding Nx process would make it answer for another workspace.
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  const { stdout, stderr } = await run(process.execPath, [nx, ...question], {
    cwd: root,
    env: { ...Object.fromEntries(environment), NX_DAEMON: 'false' },
  });
  return parseProjects(stdout, stderr);
}
