import type { Discovery } from './discovery.ts';
import { InstanceBreaker } from './instance-breaker.ts';

/** An instance that a call goes to. */
export interface Choice {
  readonly origin: string;
  readonly breaker: InstanceBreaker;
  /** Whether this call tries an instance whose breaker is open. */
  readonly isTrial: boolean;
  /** Whether another instance can take over. */
  readonly hasAlternative: boolean;
}

interface Instance {
  readonly origin: string;
  readonly breaker: InstanceBreaker;
}

interface Wish {
  /** An instance that the call has tried before. */
  readonly except?: string;
  /** Whether the call may be sent again, so that it can afford to try an instance that may still be down. */
  readonly canRetry: boolean;
}

/** Takes the instances of one service in turn, without those whose breaker is open. */
export class Balancer {
  private readonly breakers = new Map<string, InstanceBreaker>();
  private turn = 0;

  constructor(
    private readonly service: string,
    private readonly discovery: Discovery,
  ) {}

  /** Undefined if no instance can be asked. Throws if none can be found. */
  async choose({ except, canRetry }: Wish): Promise<Choice | undefined> {
    const instances = await this.instances();
    const untried = instances.filter(({ origin }) => origin !== except);
    const closed = untried.filter(({ breaker }) => breaker.isClosed);
    const due = untried.find(({ breaker }) => breaker.isDueForTrial);
    const isTrial = due !== undefined && (closed.length === 0 || (canRetry && except === undefined));
    const chosen = isTrial ? due : closed[this.turn % closed.length];
    if (!chosen) return undefined;
    if (isTrial) chosen.breaker.startTrial();
    else this.turn += 1;
    return { ...chosen, isTrial, hasAlternative: closed.some((instance) => instance !== chosen) };
  }

  private async instances(): Promise<Instance[]> {
    const origins = await this.discovery.instancesOf(this.service);
    if (origins.length === 0) throw new Error(`no instance of ${this.service}`);
    if (this.breakers.size > origins.length) this.forgetAllBut(origins);
    return origins.map((origin) => ({ origin, breaker: this.breakerOf(origin) }));
  }

  private breakerOf(origin: string): InstanceBreaker {
    const known = this.breakers.get(origin);
    if (known) return known;
    const breaker = new InstanceBreaker();
    this.breakers.set(origin, breaker);
    return breaker;
  }

  private forgetAllBut(origins: readonly string[]): void {
    for (const origin of this.breakers.keys()) {
      if (!origins.includes(origin)) this.breakers.delete(origin);
    }
  }
}
