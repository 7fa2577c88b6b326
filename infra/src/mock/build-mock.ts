import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const WORKSPACE = resolve(import.meta.dirname, '../../..');
const SOURCES = resolve(WORKSPACE, 'tools/local-stack/src/stage-mock');

/**
 * Calls `use` with the build context of the mock's image, and deletes the context afterwards. Without
 * `build`, the folder contains the Dockerfile but no bundle. Throws an Error if the build fails.
 */
export function withMockContext<T>(build: boolean, use: (folder: string) => T): T {
  if (!build) return use(SOURCES);
  const folder = mkdtempSync(join(tmpdir(), 'qred-mock-'));
  try {
    const args = [join(SOURCES, 'build.main.ts'), '--out', folder];
    execFileSync(process.execPath, args, { cwd: WORKSPACE, stdio: 'inherit' });
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
