import { Injectable } from '@nestjs/common';
import { platformProblems } from '#contracts/vocabulary';
import { ServiceConfig, timePolicy } from '#libs/configuration';
import { ProblemError } from '#libs/runtime';

/** The share of the pool's connections that expensive queries may use. */
const SHARE = 0.3;
const QUEUE_PER_OWNER = 4;
/** The total queue has this many places for each query that may run. */
const QUEUE_PER_SLOT = 16;

interface Waiting {
  readonly owner: string;
  readonly proceed: () => void;
}

/**
 * Limits how many expensive queries, such as searches, run at the same time in this process:
 * `this.expensive.run(accountId, () => query.getMany())`. The owner with the fewest running queries comes first, so
 * that the searches of one company don't delay the searches of other companies.
 */
@Injectable()
export class ExpensiveQueries {
  private readonly slots: number;
  private readonly running: string[] = [];
  private readonly waiting = new Set<Waiting>();

  constructor(config: ServiceConfig) {
    this.slots = Math.max(1, Math.floor(config.database.poolSize * SHARE));
  }

  /** Throws UNAVAILABLE if too many queries wait already, or if the query can't start in time. */
  async run<T>(owner: string, query: () => Promise<T>): Promise<T> {
    if (this.running.length < this.slots) this.running.push(owner);
    else await this.slotFor(owner);
    try {
      return await query();
    } finally {
      this.running.splice(this.running.indexOf(owner), 1);
      this.startNext();
    }
  }

  private async slotFor(owner: string): Promise<void> {
    const ofOwner = [...this.waiting].filter((waiting) => waiting.owner === owner);
    if (ofOwner.length >= QUEUE_PER_OWNER || this.waiting.size >= this.slots * QUEUE_PER_SLOT)
      throw tooMany();
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        owner,
        proceed: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.waiting.delete(waiting);
        reject(tooMany());
      }, timePolicy.expensiveWaitMs);
      this.waiting.add(waiting);
    });
  }

  private startNext(): void {
    const [next] = [...this.waiting].sort((a, b) => this.runningOf(a.owner) - this.runningOf(b.owner));
    if (!next) return;
    this.waiting.delete(next);
    this.running.push(next.owner);
    next.proceed();
  }

  private runningOf(owner: string): number {
    return this.running.filter((running) => running === owner).length;
  }
}

function tooMany(): ProblemError {
  return new ProblemError(platformProblems.unavailable, 'Too many searches run at the moment; try again');
}
