import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Contract, type Operation, operationsOf } from '#contracts/vocabulary';
import type { Manifest } from '#libs/manifest';
import type { Smoke } from '../ports.ts';

const ATTEMPTS = 5;
const TIMEOUT_MS = 10_000;
/** Stands for a parameter where nobody is signed in: the answer does not depend on it. */
const ANY = 'smoke-test';
const UNAUTHENTICATED = 401;

/** What is asked from outside, and what tells that the service itself answers as its contract says. */
export interface Probe {
  readonly path: string;
  readonly status: number;
  /** Whether the answer names the version. */
  readonly tellsVersion: boolean;
}

const pingSchema = z.object({ data: z.object({ service: z.string(), version: z.string() }) });

/**
 * `/ping` reaches the default service alone. Others are asked for a public page, or, without a token, for
 * something that needs one. Throws an Error for a service that can't be reached from outside.
 */
export function probeOf(manifest: Manifest, contract: Contract): Probe {
  const { ping } = contract.operations;
  if (manifest.default) return { path: ping.path, status: 200, tellsVersion: true };
  const readable = operationsOf(contract).filter(({ id, method }) => id !== ping.id && method === 'GET');
  const open = readable.find((operation) => operation.access === 'public' && needsNothing(operation));
  if (open) return { path: open.path, status: successOf(open), tellsVersion: false };
  const guarded = readable.find(({ access }) => access === 'member');
  if (!guarded) throw new Error(`${manifest.name} has no operation to try from outside`);
  const path = guarded.path.replace(/\{\w+\}/g, ANY);
  return { path, status: UNAUTHENTICATED, tellsVersion: false };
}

function needsNothing({ path, query }: Operation): boolean {
  return !path.includes('{') && query.safeParse({}).success;
}

function successOf({ responses }: Operation): number {
  return Number(Object.keys(responses)[0] ?? 200);
}

export interface EdgeSmokeOptions {
  /** Where the stage is reached: `https://api.example.com`. */
  readonly edge: string;
  readonly probe: (service: string) => Promise<Probe>;
  readonly pauseMs?: number;
}

/** Asks a service through the edge, several times: the edge takes a moment to turn to new tasks. */
export class EdgeSmoke implements Smoke {
  private readonly options: EdgeSmokeOptions;

  constructor(options: EdgeSmokeOptions) {
    this.options = options;
  }

  async check(service: string, sha: string): Promise<void> {
    const { pauseMs = 5_000, probe } = this.options;
    const question = await probe(service);
    let fault = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await setTimeout(pauseMs);
      fault = await this.ask(question, service, sha).catch((error: unknown) => `it failed: ${String(error)}`);
      if (fault === '') return;
    }
    throw new Error(`The smoke test of ${service} failed: GET ${question.path}: ${fault}`);
  }

  /** What is wrong with the answer; empty if nothing is. */
  private async ask({ path, status, tellsVersion }: Probe, service: string, sha: string): Promise<string> {
    const url = new URL(path, this.options.edge);
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = await response.text();
    if (response.status !== status) return `expected ${status}, got ${response.status}`;
    if (!tellsVersion) return '';
    const { data } = pingSchema.parse(JSON.parse(body));
    if (data.service !== service) return `${data.service} answered`;
    return data.version === sha ? '' : `version ${data.version} answered, not ${sha}`;
  }
}
