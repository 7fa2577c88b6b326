import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { MANIFEST_FILE, loadManifests } from '#libs/manifest';

const MAX_OUTPUT = 64 * 1024 * 1024;

/** A copy of the workspace as it is now, committed or not, in which commands can be run. */
export class WorkspaceCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'qred-workspace-'));
  readonly environment: NodeJS.ProcessEnv = {
    ...withoutNx(process.env),
    PATH: [join(this.root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    NX_DAEMON: 'false',
    NX_WORKSPACE_DATA_DIRECTORY: join(this.root, '.nx', 'workspace-data'),
    NX_CACHE_DIRECTORY: join(this.root, '.nx', 'cache'),
  };

  constructor(workspace: string) {
    for (const file of filesOf(workspace, '--cached', '--others'))
      if (existsSync(join(workspace, file))) cpSync(join(workspace, file), join(this.root, file));
    symlinkSync(join(workspace, 'node_modules'), join(this.root, 'node_modules'));
    this.run('git', 'init', '--quiet');
    writeFileSync(join(this.root, '.git', 'info', 'exclude'), 'node_modules\n');
  }

  /** What the command printed. Throws an Error that shows it if the command failed. */
  run(command: string, ...args: string[]): string {
    const { status, error, stdout, stderr } = spawnSync(command, args, {
      cwd: this.root,
      env: this.environment,
      encoding: 'utf8',
      maxBuffer: MAX_OUTPUT,
    });
    if (error) throw error;
    if (status !== 0)
      throw new Error(`${[command, ...args].join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** The files that changed since this was called for the first or the last time. */
  changes(): string[] {
    const changed = filesOf(this.root, '--modified', '--others');
    this.run('git', 'add', '--all');
    return changed;
  }

  /** Moves every service's port, so that a stack that runs already is not in the way. */
  movePorts(by: number): void {
    for (const { name, port } of loadManifests(this.root)) {
      const file = join(this.root, 'apps', name, MANIFEST_FILE);
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace(`"port": ${port}`, `"port": ${port + by}`));
    }
  }

  delete(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function filesOf(root: string, ...which: string[]): string[] {
  const files = execFileSync('git', ['ls-files', '-z', '--exclude-standard', ...which], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  });
  return files.split('\0').filter((file) => file !== '');
}

/** Nx tells its tasks where they run; a copy is a workspace of its own. */
function withoutNx(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('NX_')));
}
