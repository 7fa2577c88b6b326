import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { type RunningProcess, findProcess } from '#libs/stand-ins';

/** Finds the process that listens on a TCP port; undefined if there is none, or if it belongs to another user. */
export function findPortHolder(port: number): RunningProcess | undefined {
  const pid = process.platform === 'linux' ? searchProc(port) : askLsof(port);
  return pid === undefined ? undefined : findProcess(pid);
}

/** Linux: `/proc` is there even where `lsof` is not installed. */
function searchProc(port: number): number | undefined {
  const inodes = new Set(['tcp', 'tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const holder = pids.find((pid) => socketsOf(pid).some((inode) => inodes.has(inode)));
  return holder === undefined ? undefined : Number(holder);
}

function listeningInodes(table: string, port: number): string[] {
  const LISTENING = '0A';
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = unlessUnreadable(() => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1), []);
  return rows.flatMap((row) => {
    const [, local = '', , state, , , , , , inode] = row.trim().split(/\s+/);
    return local.endsWith(suffix) && state === LISTENING && inode !== undefined ? [inode] : [];
  });
}

function socketsOf(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  const descriptors = unlessUnreadable(() => readdirSync(folder), []);
  return descriptors.flatMap((descriptor) => {
    const target = unlessUnreadable(() => readlinkSync(`${folder}/${descriptor}`), '');
    const [, inode] = /^socket:\[(\d+)\]$/.exec(target) ?? [];
    return inode === undefined ? [] : [inode];
  });
}

function askLsof(port: number): number | undefined {
  const { error, stdout } = spawnSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
    encoding: 'utf8',
  });
  const [pid] = (!error && /^\d+/.exec(stdout)) || [];
  return pid === undefined ? undefined : Number(pid);
}

/** Processes end while they are looked at, and those of other users can't be. */
function unlessUnreadable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
