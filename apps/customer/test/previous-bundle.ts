import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GuardedProcess } from '#libs/stand-ins';

const root = resolve(__dirname, '../../..');
const SERVICE = 'customer';
const READY_ATTEMPTS = 300;
const PAUSE_MS = 100;

/** Builds the service at an earlier commit with the bundler of that commit. */
export class PreviousBundle {
  private readonly folder = mkdtempSync(join(tmpdir(), 'qred-previous-bundle-'));

  constructor(commit: string) {
    git('worktree', 'add', '--quiet', '--detach', this.tree, commit);
    symlinkSync(join(root, 'node_modules'), join(this.tree, 'node_modules'));
    const rolldown = ['node_modules/.bin/rolldown', '-c', 'rolldown.config.js'];
    execFileSync(process.execPath, [...rolldown, '--environment', `APP:apps/${SERVICE}`], {
      cwd: this.tree,
      stdio: 'pipe',
    });
  }

  /** Waits until `/ready` returns 200. Throws an Error with the last response if the bundle does not become ready. */
  async serve(environment: NodeJS.ProcessEnv & { readonly HEALTH_PORT: string }): Promise<GuardedProcess> {
    const main = join(this.tree, 'dist/apps', SERVICE, 'main.js');
    const running = new GuardedProcess(process.execPath, [main, 'serve'], {
      env: { PATH: process.env.PATH, ...environment },
      signals: ['SIGTERM', 'SIGKILL'],
      graceMs: 15_000,
    });
    let last = 'no response';
    for (let attempt = 0; attempt < READY_ATTEMPTS; attempt += 1) {
      last = await readiness(environment.HEALTH_PORT);
      if (last.startsWith('200')) return running;
      await delay(PAUSE_MS);
    }
    await running.stop();
    throw new Error(`The previous version did not become ready: ${last}`);
  }

  remove(): void {
    git('worktree', 'remove', '--force', this.tree);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get tree(): string {
    return join(this.folder, 'tree');
  }
}

/** Returns the parent of the commit that added the file. Returns HEAD if the file is not committed. */
export function commitBefore(file: string): string {
  const parent = git('log', '--diff-filter=A', '--format=%P', '-1', '--', file);
  return parent || git('rev-parse', 'HEAD');
}

async function readiness(port: string): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/ready`);
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
