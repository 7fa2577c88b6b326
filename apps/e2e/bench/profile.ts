import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  /** In µs. */
  readonly timeDeltas: readonly number[];
}

export interface ProfileSummary {
  /** Shares of the busy time from 0 to 1, the largest share first. */
  readonly packages: readonly (readonly [name: string, share: number])[];
  readonly functions: readonly (readonly [name: string, share: number])[];
}

/** Time in these frames is not work of the service. */
const WAITING = new Set(['(idle)', '(program)', '(root)']);

/** Adds up the last `seconds` of a CPU profile, by package and by function. */
export function summarize(file: string, seconds: number): ProfileSummary {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let left = seconds * 1e6;
  let busy = 0;
  for (let index = samples.length - 1; index >= 0 && left > 0; index -= 1) {
    const time = timeDeltas[index] ?? 0;
    left -= time;
    const frame = frames.get(samples[index] ?? 0);
    if (!frame || WAITING.has(frame.functionName)) continue;
    const owner = packageOf(frame.url, frame.lineNumber, frame.functionName);
    busy += time;
    add(packages, owner, time);
    add(functions, `${frame.functionName || '(anonymous)'} (${owner})`, time);
  }
  return { packages: shares(packages, busy), functions: shares(functions, busy) };
}

function add(sums: Map<string, number>, key: string, time: number): void {
  sums.set(key, (sums.get(key) ?? 0) + time);
}

function shares(sums: ReadonlyMap<string, number>, total: number): [string, number][] {
  return [...sums].sort(([, a], [, b]) => b - a).map(([name, time]) => [name, time / total]);
}

/** In a bundle, the comment before each module names the module's source. */
function packageOf(url: string, line: number, functionName: string): string {
  if (url === '') return functionName === '(garbage collector)' ? 'garbage collector' : 'native code';
  if (url.startsWith('node:')) return 'Node';
  if (!url.startsWith('file:')) return 'generated code';
  const source = url.includes('/node_modules/') ? url : sourceAt(url, line);
  const path = source.split('node_modules/').at(-1) ?? '';
  return /^(?:@|apps\/|libs\/contracts\/|libs\/)?[^/\s]+(?:(?<=@[^/]*)\/[^/\s]+)?/.exec(path)?.[0] ?? 'other';
}

const regions = new Map<string, readonly (string | undefined)[]>();

function sourceAt(url: string, line: number): string {
  const known = regions.get(url) ?? regionsOf(url);
  regions.set(url, known);
  return known[line] ?? '';
}

function regionsOf(url: string): (string | undefined)[] {
  let current: string | undefined;
  return readFileSync(fileURLToPath(url), 'utf8')
    .split('\n')
    .map(
      (text) => (current = /^\/\/(?:#region)? ((?:apps|libs|node_modules)\/\S+)$/.exec(text)?.[1] ?? current),
    );
}
