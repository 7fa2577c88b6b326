import type { FastifyRateLimitStore } from '@fastify/rate-limit';

/** Addresses that are remembered at most, so that memory stays bounded; the oldest is forgotten first. */
const MAX_KEYS = 50_000;

interface Window {
  calls: number;
  readonly endsAt: number;
}

/**
 * Counts the calls of each address and operation in this process. All routes share it, for an operation
 * may have two paths, and both count together.
 */
export class CallCounts implements FastifyRateLimitStore {
  private readonly windows = new Map<string, Window>();

  incr(
    key: string,
    callback: (error: Error | null, result?: { current: number; ttl: number }) => void,
    timeWindow: number,
  ): void {
    const now = Date.now();
    const window = this.windowOf(key, now, timeWindow);
    window.calls += 1;
    callback(null, { current: window.calls, ttl: window.endsAt - now });
  }

  /** The key tells operations apart already. */
  child(): this {
    return this;
  }

  private windowOf(key: string, now: number, timeWindow: number): Window {
    const open = this.windows.get(key);
    if (open && open.endsAt > now) return open;
    const window = { calls: 0, endsAt: now + timeWindow };
    this.windows.delete(key);
    this.windows.set(key, window);
    const [oldest] = this.windows.keys();
    if (this.windows.size > MAX_KEYS && oldest !== undefined) this.windows.delete(oldest);
    return window;
  }
}
