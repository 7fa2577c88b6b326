import { execFileSync } from 'node:child_process';

/** Runs `npm run generate` in a separate process, because this process has loaded the contracts before the change. */
export function regenerate(root: string): void {
  execFileSync(process.execPath, ['tools/workspace/src/generate/main.ts'], { cwd: root, stdio: 'inherit' });
}
