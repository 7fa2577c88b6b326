import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class TempRepository {
  readonly root = mkdtempSync(join(realpathSync(tmpdir()), 'qred-delivery-'));

  constructor() {
    this.git('init', '--quiet', '--initial-branch', 'main');
  }

  /** Uses a fixed identity, and ignores the user's git configuration. */
  git(...options: string[]): string {
    return this.run(options, {});
  }

  write(file: string, text: string): void {
    const path = join(this.root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Commits all files and returns the sha. `time` is the author date. The commit date is later. */
  commit(files: Readonly<Record<string, string>>, time = '2026-01-01T00:00:00Z'): string {
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    this.git('add', '--all');
    this.run(['commit', '--quiet', '--allow-empty', '--message', 'A change'], {
      GIT_AUTHOR_DATE: time,
      GIT_COMMITTER_DATE: '2030-01-01T00:00:00Z',
    });
    return this.git('rev-parse', 'HEAD').trim();
  }

  delete(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private run(options: readonly string[], environment: NodeJS.ProcessEnv): string {
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
    const somebody = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
    return execFileSync('git', [...somebody, ...options], {
      cwd: this.root,
      encoding: 'utf8',
      env: { ...Object.fromEntries(others), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  }
}
