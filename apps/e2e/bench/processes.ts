import { readFileSync } from 'node:fs';

/** A clock tick of the kernel is 10 ms on every Linux that Node supports. */
const TICK_MS = 10;

/** User and system time of all processes, in ms. */
export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const [, , , , , , , , , , , user = 0, system = 0] =
      statusOf(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
    return Number(user) + Number(system);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * TICK_MS;
}

export function memoryMb(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(statusOf(pid, 'status'))?.[1]) / 1024);
}

export function environmentOf(pid: number): Record<string, string> {
  const variables = statusOf(pid, 'environ')
    .split('\0')
    .filter((line) => line.includes('='));
  return Object.fromEntries(
    variables.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function statusOf(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8');
}
