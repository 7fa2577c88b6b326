import { AsyncResource } from 'node:async_hooks';

export interface AdmissionLimits {
  /** Requests at work at the same time. */
  readonly atWork: number;
  /** Requests that wait for one of those to end. */
  readonly waiting: number;
  /** The longest time that a request waits (ms). */
  readonly waitingMs: number;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: () => void;
  /** When the request has waited long enough, by performance.now(). */
  readonly until: number;
}

/**
 * Bounds the requests that a service works on at the same time. A few more wait for a moment; all others are refused at
 * once, so that the admitted ones finish in time however many come.
 */
export class Admission {
  private working = 0;
  /** In the order of their arrival, which is the order in which their time ends. */
  private queue: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: AdmissionLimits) {}

  get atWork(): number {
    return this.working;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** Takes a request if there is room; `leave` ends it. */
  tryEnter(): boolean {
    if (this.working >= this.limits.atWork) return false;
    this.working += 1;
    return true;
  }

  /** Calls one of the two: `start` when there is room in time, and `leave` ends that; `refuse` otherwise. */
  enterLater(start: () => void, refuse: () => void): void {
    const { waiting, waitingMs } = this.limits;
    if (this.queue.length >= waiting) return refuse();
    const until = performance.now() + waitingMs;
    // What starts later still belongs to its own request, not to the one that leaves.
    this.queue.push({ start: AsyncResource.bind(start), refuse: AsyncResource.bind(refuse), until });
    this.timer ??= setTimeout(this.refuseLate, waitingMs);
  }

  /** Ends a request. The one that has waited longest takes its place. */
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
