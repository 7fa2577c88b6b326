import { execFileSync } from 'node:child_process';

/** Uses a new process, because this process has already loaded the old contracts. */
export function regenerate(root: string): void {
  execFileSync(process.execPath, ['tools/workspace/src/generate/main.ts'], { cwd: root, stdio: 'inherit' });
}
