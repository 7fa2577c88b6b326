import { type Operation, exposedOperationsOf } from '#contracts/vocabulary';
import type { Service } from '../deployment.ts';

/** A GET request without a token from outside, and the status of the response if the service works. */
export interface Probe {
  readonly path: string;
  readonly status: number;
}

/** The value of all path parameters. Any value is valid, because services check the token first. */
const ANY = 'probe';

/**
 * Returns a request that only a running task of the service can answer: a public read, or else a protected read, which
 * returns 401. An operation that is not built doesn't count, because the mock may answer it. Undefined if the service has
 * no built read operation at the edge.
 */
export function findProbe({ manifest, contract }: Service): Probe | undefined {
  const reads = exposedOperationsOf(contract, false).filter(({ method, built }) => method === 'GET' && built);
  const open = reads.find((operation) => operation.access === 'public' && needsNothing(operation));
  if (open) return { path: open.path, status: successOf(open) };
  const guarded = reads.find(({ access }) => access !== 'public');
  if (guarded) return { path: guarded.path.replaceAll(/\{\w+\}/g, ANY), status: 401 };
  return manifest.default ? { path: contract.operations.ping.path, status: 200 } : undefined;
}

function needsNothing({ path, query }: Operation): boolean {
  return !path.includes('{') && query.safeParse({}).success;
}

function successOf({ responses }: Operation): number {
  return Number(Object.keys(responses)[0] ?? 200);
}
