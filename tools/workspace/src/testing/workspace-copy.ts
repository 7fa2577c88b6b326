import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { MANIFEST_FILE, loadManifests } from '#libs/manifest';
import { copyWorkspace, filesOf } from '#libs/testing';

const AUTHOR = ['-c', 'user.name=Test', '-c', 'user.email=test@qred.example'];
const MAX_OUTPUT = 64 * 1024 * 1024;

/** A copy of the workspace for running commands. It includes uncommitted changes. */
export class WorkspaceCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'qred-workspace-'));
  readonly environment: NodeJS.ProcessEnv = {
    ...withoutRunner(process.env),
    PATH: [join(this.root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    NX_DAEMON: 'false',
    NX_WORKSPACE_DATA_DIRECTORY: join(this.root, '.nx', 'workspace-data'),
    NX_CACHE_DIRECTORY: join(this.root, '.nx', 'cache'),
  };

  constructor(workspace: string) {
    copyWorkspace(workspace, this.root);
    this.run('git', 'init', '--quiet');
    writeFileSync(join(this.root, '.git', 'info', 'exclude'), 'node_modules\n');
    this.run('git', ...AUTHOR, 'commit', '--quiet', '--allow-empty', '--message', 'Begin the copy');
  }

  /** Returns the command's output. Throws an Error with the output if the command fails. */
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

  /** The files that changed since the previous call. */
  changes(): string[] {
    const changed = filesOf(this.root, '--modified', '--others');
    this.run('git', 'add', '--all');
    return changed;
  }

  /** Moves every service's port, so that the copy can run beside another stack. */
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

/**
 * Removes the variables in which Nx passes the path of its own workspace. Also removes Jest's NODE_ENV, which
 * would change the build of the pages.
 */
function withoutRunner(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('NX_') && name !== 'NODE_ENV'),
  );
}
