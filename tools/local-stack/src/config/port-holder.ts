import { spawnSync } from 'node:child_process';
import { type RunningProcess, findProcess } from '#libs/stand-ins';

/** Returns undefined if lsof is missing, or if the process belongs to another user. */
export function findPortHolder(port: number): RunningProcess | undefined {
  const { error, stdout } = spawnSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const pid = error ? Number.NaN : Number.parseInt(stdout, 10);
  return Number.isNaN(pid) ? undefined : findProcess(pid);
}
