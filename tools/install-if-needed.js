// This file is plain JavaScript without dependencies, because it runs before the installation, with any version of
// Node.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const lockFile = join(root, 'package-lock.json');
/** npm writes this file at the end of an installation. */
const installed = join(root, 'node_modules', '.package-lock.json');

function isCurrent() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs;
}

if (!isCurrent()) {
  console.log('Installing what package-lock.json says …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  const now = new Date();
  utimesSync(installed, now, now);
}
