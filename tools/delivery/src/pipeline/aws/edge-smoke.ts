import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Contract, type Operation, exposedOperationsOf } from '#contracts/vocabulary';
import type { Manifest } from '#libs/manifest';
import type { Smoke } from '../ports.ts';

const ATTEMPTS = 5;
const TIMEOUT_MS = 10_000;
/** The value of all path parameters. Any value is valid, because the request has no token and gets 401. */
const ANY = 'smoke-test';
const UNAUTHENTICATED = 401;

/**
 * A request from outside, and the expected response. The response proves that the service handled the
 * request.
 */
export interface Probe {
  readonly path: string;
  readonly status: number;
  readonly showsVersion: boolean;
}

const pingSchema = z.object({ data: z.object({ service: z.string(), version: z.string() }) });

/**
 * Requests `/ping` from the default service. From other services, requests a public page, or a protected
 * operation without a token. Throws an Error if no operation is reachable from outside.
 */
export function probeOf(manifest: Manifest, contract: Contract): Probe {
  const { ping } = contract.operations;
  if (manifest.default) return { path: ping.path, status: 200, showsVersion: true };
  const readable = exposedOperationsOf(contract, false).filter(({ method }) => method === 'GET');
  const open = readable.find((operation) => operation.access === 'public' && needsNothing(operation));
  if (open) return { path: open.path, status: successOf(open), showsVersion: false };
  const guarded = readable.find(({ access }) => access === 'member');
  if (!guarded) throw new Error(`${manifest.name} has no operation that a smoke test can call from outside`);
  const path = guarded.path.replace(/\{\w+\}/g, ANY);
  return { path, status: UNAUTHENTICATED, showsVersion: false };
}

function needsNothing({ path, query }: Operation): boolean {
  return !path.includes('{') && query.safeParse({}).success;
}

function successOf({ responses }: Operation): number {
  return Number(Object.keys(responses)[0] ?? 200);
}

export interface EdgeSmokeOptions {
  /** Returns an origin such as `https://api.example.com`. */
  readonly edge: () => Promise<string>;
  readonly probe: (service: string) => Promise<Probe>;
  readonly pauseMs?: number;
}

/** Retries several times, because the edge switches to new tasks with a delay. */
export function edgeSmoke({ edge, probe: probeFor, pauseMs = 5_000 }: EdgeSmokeOptions): Smoke {
  return {
    check: async (service, sha) => {
      const probe = await probeFor(service);
      let fault = '';
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        if (attempt > 0) await setTimeout(pauseMs);
        fault = await findFault(await edge(), probe, service, sha).catch(
          (error: unknown) => `failed: ${String(error)}`,
        );
        if (fault === '') return;
      }
      throw new Error(`The smoke test of ${service} failed: GET ${probe.path}: ${fault}`);
    },
  };
}

async function findFault(
  edge: string,
  { path, status, showsVersion }: Probe,
  service: string,
  sha: string,
): Promise<string> {
  const url = new URL(path, edge);
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const body = await response.text();
  if (response.status !== status) return `expected ${status}, got ${response.status}`;
  if (!showsVersion) return '';
  const { data } = pingSchema.parse(JSON.parse(body));
  if (data.service !== service) return `${data.service} responded`;
  return data.version === sha ? '' : `version ${data.version} responded, not ${sha}`;
}
