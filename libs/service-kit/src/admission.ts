import { AsyncResource } from 'node:async_hooks';

export interface AdmissionLimits {
  /** The maximum number of concurrent requests. */
  readonly atWork: number;
  /** The maximum number of waiting requests. */
  readonly waiting: number;
  /** The maximum waiting time of a request (ms). */
  readonly waitingMs: number;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: () => void;
  /** Runs `start` and `refuse` in the async context of the waiting request. `AsyncResource.bind` costs ten times as much. */
  readonly context: AsyncResource;
  /** When the waiting time of the request ends, as performance.now(). */
  readonly until: number;
}

/** The weight of the latest gap in the average. It is small, so that one pause of the process causes no refusals. */
const LATEST = 1 / 256;

/**
 * Limits the requests that a service works on at the same time. Further requests wait in a queue if they can start
 * in time. Requests that can't start in time are refused at once.
 */
export class Admission {
  private working = 0;
  /** The waiting requests in order of arrival, which is also the order in which their waiting times end. */
  private queue: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** When a request last started or ended, as performance.now(). */
  private movedAt = 0;
  /** The average time between two starts from the queue (ms). */
  private gapMs = 0;

  constructor(private readonly limits: AdmissionLimits) {}

  get atWork(): number {
    return this.working;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** Admits a request if fewer than `atWork` requests run. Call `leave` when the request ends. */
  tryEnter(): boolean {
    if (this.working >= this.limits.atWork) return false;
    this.working += 1;
    this.movedAt = performance.now();
    return true;
  }

  /**
   * Calls `start` once fewer than `atWork` requests run. Calls `refuse` at once if the wait would be too long, or when the
   * waiting time ends. Call `leave` after a start.
   */
  enterLater(start: () => void, refuse: () => void): void {
    const { waiting, waitingMs } = this.limits;
    const now = performance.now();
    const expectedMs = now - this.movedAt + this.queue.length * this.gapMs;
    if (this.queue.length >= waiting || expectedMs >= waitingMs) return refuse();
    this.queue.push({ start, refuse, context: new AsyncResource('WaitingRequest'), until: now + waitingMs });
    this.timer ??= setTimeout(this.refuseLate, waitingMs);
  }

  /** Ends a request, and starts the request that has waited longest. */
  leave(): void {
    const now = performance.now();
    const next = this.queue.shift();
    if (next) {
      this.gapMs += (now - this.movedAt - this.gapMs) * LATEST;
      next.context.runInAsyncScope(next.start);
    } else this.working -= 1;
    this.movedAt = now;
  }

  private readonly refuseLate = (): void => {
    this.timer = undefined;
    const now = performance.now();
    const inTime = this.queue.findIndex(({ until }) => until > now);
    const late = this.queue.splice(0, inTime < 0 ? this.queue.length : inTime);
    const [first] = this.queue;
    if (first) this.timer = setTimeout(this.refuseLate, Math.ceil(first.until - now));
    for (const { refuse, context } of late) context.runInAsyncScope(refuse);
  };
}
