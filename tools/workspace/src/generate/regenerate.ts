import { execFileSync } from 'node:child_process';

/** Runs `npm run generate` in its own process, because this one has loaded the contracts from before the change. */
export function regenerate(root: string): void {
  execFileSync(process.execPath, ['tools/workspace/src/generate/main.ts'], { cwd: root, stdio: 'inherit' });
}
