import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

export function filesOf(root: string, ...options: string[]): string[] {
  const files = execFileSync('git', ['ls-files', '-z', '--exclude-standard', ...options], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return files.split('\0').filter((file) => file !== '');
}

/** Also copies uncommitted files. The copy has a symbolic link to node_modules. */
export function copyWorkspace(workspace: string, folder: string): void {
  for (const file of filesOf(workspace, '--cached', '--others'))
    if (existsSync(join(workspace, file))) cpSync(join(workspace, file), join(folder, file));
  symlinkSync(join(workspace, 'node_modules'), join(folder, 'node_modules'));
}
