import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The operating system reuses process ids, so only `pid` and `started` together identify a process. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** The start time, as the operating system formats it. */
  readonly started: string;
  readonly command: string;
}

export function findProcess(pid: number): RunningProcess | undefined {
  return process.platform === 'linux' ? readProc(pid) : askPs(pid);
}

/** Reads `/proc` on Linux, because a small image may not have the program `ps`. */
function readProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses. The name can contain spaces.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, parent: Number(parent), started: rest[17] ?? '', command };
  } catch {
    return undefined;
  }
}

function askPs(pid: number): RunningProcess | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,stat=,lstart=,args=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [, parent, state, started, command] =
    /^\s*(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)/.exec(stdout) ?? [];
  if (parent === undefined || state?.startsWith('Z')) return undefined;
  return { pid, parent: Number(parent), started: started ?? '', command: command ?? '' };
}
