import { Agent, request } from 'undici';
import { cpuMs } from './processes.ts';

export interface Target {
  readonly name: string;
  readonly pids: readonly number[];
  readonly requests: readonly { readonly url: string; readonly token: string }[];
}

export interface Measurement {
  readonly perSecond: number;
  /** In ms. */
  readonly p50: number;
  readonly p99: number;
  /** CPU time of all processes per request, in ms. */
  readonly cpu: number;
  /** The share of requests without a complete response, from 0 to 1. */
  readonly failed: number;
}

/** Throws an Error if no request succeeds. */
export async function load(target: Target, connections: number, seconds: number): Promise<Measurement> {
  const dispatcher = new Agent({ connections, pipelining: 1 });
  const latencies: number[] = [];
  const failures: string[] = [];
  const before = cpuMs(target.pids);
  const start = performance.now();
  const end = start + seconds * 1000;
  let next = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const asked = target.requests[(next += 1) % target.requests.length];
      if (!asked) return;
      const at = performance.now();
      const headers = { authorization: `Bearer ${asked.token}` };
      const { statusCode, body } = await request(asked.url, { dispatcher, headers });
      const text = await body.text();
      if (statusCode === 200 && !text.includes('"unavailable"')) latencies.push(performance.now() - at);
      else failures.push(`${asked.url} returned ${statusCode}: ${text.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const elapsed = (performance.now() - start) / 1000;
  await dispatcher.close();
  if (latencies.length === 0) throw new Error(`${target.name}: ${failures[0] ?? 'no response'}`);
  const sent = latencies.length + failures.length;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / elapsed,
    p50: at(latencies, 0.5),
    p99: at(latencies, 0.99),
    cpu: (cpuMs(target.pids) - before) / sent,
    failed: failures.length / sent,
  };
}

/** Returns the percentile of sorted values. `share` is from 0 to 1. */
export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
