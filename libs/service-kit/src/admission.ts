import { AsyncResource } from 'node:async_hooks';

export interface AdmissionLimits {
  /** The maximum number of concurrent requests. */
  readonly atWork: number;
  /** The maximum number of waiting requests. */
  readonly waiting: number;
  /** How long a request waits at most (ms). */
  readonly waitingMs: number;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: () => void;
  /** When the waiting time of the request ends, as performance.now(). */
  readonly until: number;
}

/**
 * Limits the requests that a service works on at the same time. A few more wait for a moment. All others are refused at
 * once, so that the admitted requests finish in time under any load.
 */
export class Admission {
  private working = 0;
  /** In order of arrival, which is also the order in which their waiting times end. */
  private queue: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: AdmissionLimits) {}

  get atWork(): number {
    return this.working;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** Admits a request if there is a free place. Call `leave` when it ends. */
  tryEnter(): boolean {
    if (this.working >= this.limits.atWork) return false;
    this.working += 1;
    return true;
  }

  /** Calls `start` once there is a free place, or `refuse` when the waiting time ends. Call `leave` after a start. */
  enterLater(start: () => void, refuse: () => void): void {
    const { waiting, waitingMs } = this.limits;
    if (this.queue.length >= waiting) return refuse();
    const until = performance.now() + waitingMs;
    // A later start runs in the context of its own request, not of the request that leaves.
    this.queue.push({ start: AsyncResource.bind(start), refuse: AsyncResource.bind(refuse), until });
    this.timer ??= setTimeout(this.refuseLate, waitingMs);
  }

  /** Ends a request. The request that has waited longest gets its place. */
  leave(): void {
    const next = this.queue.shift();
    if (next) next.start();
    else this.working -= 1;
  }

  private readonly refuseLate = (): void => {
    this.timer = undefined;
    const now = performance.now();
    const inTime = this.queue.findIndex(({ until }) => until > now);
    const late = this.queue.splice(0, inTime < 0 ? this.queue.length : inTime);
    const [first] = this.queue;
    if (first) this.timer = setTimeout(this.refuseLate, Math.ceil(first.until - now));
    for (const { refuse } of late) refuse();
  };
}
