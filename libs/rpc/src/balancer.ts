import { type Deadline, untilDeadline } from '#libs/runtime';
import type { Discovery } from './discovery.ts';
import { InstanceBreaker } from './instance-breaker.ts';

interface Instance {
  readonly origin: string;
  readonly breaker: InstanceBreaker;
}

export interface Choice extends Instance {
  /** Whether this call tests an instance whose breaker is open. */
  readonly isTrial: boolean;
  /** Whether a different instance can serve the call if the trial is slow. */
  readonly hasAlternative: boolean;
}

interface Wish {
  /** Excludes the instance of the first attempt. */
  readonly except?: string;
  /** Whether the call may be sent twice. Only such a call may be a trial, because the instance may still be down. */
  readonly canRetry: boolean;
}

/** Uses the instances of a service one after another, and skips instances with an open breaker. */
export class Balancer {
  private origins: readonly string[] = [];
  private instances: readonly Instance[] = [];
  private turn = 0;

  constructor(
    private readonly service: string,
    private readonly discovery: Discovery,
  ) {}

  /** Returns undefined if no instance can be called now. Throws if discovery finds no instance by the deadline. */
  async choose({ except, canRetry }: Wish, deadline: Deadline): Promise<Choice | undefined> {
    const found = this.discovery.instancesOf(this.service);
    this.know(found instanceof Promise ? await untilDeadline(deadline, found) : found);
    let closed = 0;
    let due: Instance | undefined;
    for (const instance of this.instances) {
      if (instance.origin === except) continue;
      if (instance.breaker.isClosed) closed += 1;
      else if (instance.breaker.isDueForTrial) due ??= instance;
    }
    if (due && (closed === 0 || (canRetry && except === undefined))) {
      due.breaker.startTrial();
      return { ...due, isTrial: true, hasAlternative: closed > 0 };
    }
    const next = this.nextClosed(closed, except);
    return next && { ...next, isTrial: false, hasAlternative: false };
  }

  private nextClosed(closed: number, except: string | undefined): Instance | undefined {
    if (closed === 0) return undefined;
    let skipped = this.turn % closed;
    this.turn += 1;
    return this.instances.find(
      ({ origin, breaker }) => origin !== except && breaker.isClosed && (skipped -= 1) < 0,
    );
  }

  /** Keeps the breaker of each known instance. Forgets an instance that discovery no longer returns. */
  private know(origins: readonly string[]): void {
    if (origins === this.origins) return;
    if (origins.length === 0) throw new Error(`no instance of ${this.service}`);
    const known = new Map(this.instances.map((instance) => [instance.origin, instance]));
    this.instances = origins.map((origin) => known.get(origin) ?? { origin, breaker: new InstanceBreaker() });
    this.origins = origins;
  }
}
