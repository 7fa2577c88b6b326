import { z } from 'zod';
import {
  type Operation,
  type ProblemType,
  contract,
  data,
  json,
  operation,
  operationsOf,
  platformProblems,
} from '#contracts/vocabulary';

const MAX_LATENCY_MS = 60_000;
const MINUTE_MS = 60_000;
/** These settings apply to every operation that has no settings of its own. */
const ALL = '*';

const behaviour = z.strictObject({
  latency_ms: z.int().min(0).max(MAX_LATENCY_MS).optional(),
  failure_rate: z.number().min(0).max(1).optional().describe('The share of requests that get 503'),
  requests_per_minute: z.int().min(0).optional().describe('Further requests get 429'),
});

type Behaviour = z.output<typeof behaviour>;

export function settingsOperations(operationIds: readonly string[]): Operation[] {
  const operations = z.partialRecord(z.enum([ALL, ...operationIds]), behaviour);
  const shown = z.object({ operations, scenarios: z.record(z.string(), z.string()) });
  const responses = { 200: json('The settings, and the scenarios that requests can choose', data(shown)) };
  const path = '/mock/settings';
  const own = contract('mock', {
    getMockSettings: operation({
      method: 'GET',
      path,
      summary: 'Shows the latency, failure rate and rate limit of operations.',
      access: 'public',
      exposure: 'edge',
      responses,
    }),
    changeMockSettings: operation({
      method: 'POST',
      path,
      summary: 'Changes the latency, failure rate and rate limit of operations, or resets the mock.',
      access: 'public',
      exposure: 'edge',
      body: { operations: operations.optional(), reset: z.boolean().optional() },
      responses,
    }),
  });
  return operationsOf(own).filter(({ id }) => id !== 'ping');
}

const change = z.object({
  operations: z.record(z.string(), behaviour).optional(),
  reset: z.boolean().optional(),
});

export class MockSettings {
  private readonly behaviours = new Map<string, Behaviour>();
  private readonly counts = new Map<string, number>();
  private readonly times = new Map<string, number[]>();

  /** In ms. */
  latencyOf({ id }: Operation): number {
    return this.of(id).latency_ms ?? 0;
  }

  /** Counts a request. Returns a problem if the settings make the request fail. */
  refuse({ id }: Operation, now = Date.now()): ProblemType | undefined {
    const { requests_per_minute: limit, failure_rate: rate = 0 } = this.of(id);
    const times = (this.times.get(id) ?? []).filter((time) => time > now - MINUTE_MS);
    this.times.set(id, times);
    if (limit !== undefined && times.length >= limit) return platformProblems.tooManyRequests;
    times.push(now);
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    // Spreads failures evenly: with a rate of 0.25, every fourth request fails.
    const isFailure = Math.floor(count * rate) > Math.floor((count - 1) * rate);
    return isFailure ? platformProblems.unavailable : undefined;
  }

  /** Applies a validated change of the settings. Returns true if the change resets the mock. */
  change(body: unknown): boolean {
    const { operations = {}, reset = false } = change.parse(body);
    if (reset) this.behaviours.clear();
    for (const [id, settings] of Object.entries(operations)) this.behaviours.set(id, settings);
    this.counts.clear();
    this.times.clear();
    return reset;
  }

  show(): { readonly operations: Readonly<Record<string, Behaviour>> } {
    return { operations: Object.fromEntries(this.behaviours) };
  }

  private of(id: string): Behaviour {
    return this.behaviours.get(id) ?? this.behaviours.get(ALL) ?? {};
  }
}
