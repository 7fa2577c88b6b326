import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Probe } from '#infra';
import type { Smoke } from '../ports.ts';

const ATTEMPTS = 5;
const TIMEOUT_MS = 10_000;

/** `showsVersion`: whether the response contains the name and the version of the service, as `/ping` does. */
export interface SmokeProbe extends Probe {
  readonly showsVersion?: true;
}

const pingSchema = z.object({ data: z.object({ service: z.string(), version: z.string() }) });

export interface EdgeSmokeOptions {
  /** Returns an origin such as `https://api.example.com`. */
  readonly edge: () => Promise<string>;
  /** Undefined if no request from outside reaches the service. Then only ECS's health checks test the deployment. */
  readonly probe: (service: string) => Promise<SmokeProbe | undefined>;
  readonly pauseMs?: number;
}

/** Retries several times, because the edge switches to new tasks with a delay. */
export function edgeSmoke({ edge, probe: probeFor, pauseMs = 5_000 }: EdgeSmokeOptions): Smoke {
  return {
    check: async (service, sha) => {
      const probe = await probeFor(service);
      if (!probe) return;
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
  { path, status, showsVersion }: SmokeProbe,
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
