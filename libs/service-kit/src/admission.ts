import { AsyncResource } from 'node:async_hooks';

export interface AdmissionLimits {
  readonly atWork: number;
  readonly waiting: number;
  /** The maximum time that a request waits (ms). */
  readonly waitingMs: number;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: () => void;
  /** Runs `start` and `refuse` in the async context of the request. `AsyncResource.bind` would be ten times slower. */
  readonly context: AsyncResource;
  /** The end of the waiting time, as performance.now(). */
  readonly until: number;
}

/**
 * The weight of the latest gap in the moving average. The weight is small, so that a single pause of the process does
 * not make the service refuse requests.
 */
const LATEST = 1 / 256;

/**
 * Limits the number of concurrent requests. Further requests wait in a queue. A request that can't start in time is
 * refused at once.
 */
export class Admission {
  private working = 0;
  /**
   * Requests are in order of arrival. All requests have the same maximum waiting time, so the first request in the
   * queue also times out first.
   */
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

  /** Returns false if `atWork` requests are running. After true, the caller must call `leave` when the request ends. */
  tryEnter(): boolean {
    if (this.working >= this.limits.atWork) return false;
    this.working += 1;
    this.movedAt = performance.now();
    return true;
  }

  /**
   * Calls `start` when fewer than `atWork` requests are running. Calls `refuse` if the wait would be too long, or
   * when the waiting time ends. After `start`, call `leave` when the request ends.
   */
  enterLater(start: () => void, refuse: () => void): void {
    const { waiting, waitingMs } = this.limits;
    const now = performance.now();
    const expectedMs = now - this.movedAt + this.queue.length * this.gapMs;
    if (this.queue.length >= waiting || expectedMs >= waitingMs) return refuse();
    this.queue.push({ start, refuse, context: new AsyncResource('WaitingRequest'), until: now + waitingMs });
    this.timer ??= setTimeout(this.refuseLate, waitingMs);
  }

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
