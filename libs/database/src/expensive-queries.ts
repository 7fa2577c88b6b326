import { Injectable } from '@nestjs/common';
import { platformProblems } from '#contracts/vocabulary';
import { ProblemError, ServiceConfig, timePolicy } from '#libs/runtime';

/** The share of the pool that expensive queries may use together; the rest stays for everybody else. */
const SHARE = 0.3;
/** How many wait for each slot at most. */
const QUEUE_PER_SLOT = 4;

/**
 * Bounds how many expensive queries, such as searches, run at the same time in this process:
 * `this.expensive.run(() => query.getMany())`.
 */
@Injectable()
export class ExpensiveQueries {
  private readonly slots: number;
  private running = 0;
  private readonly waiting = new Set<() => void>();

  constructor(config: ServiceConfig) {
    this.slots = Math.max(1, Math.floor(config.database.poolSize * SHARE));
  }

  /** Throws UNAVAILABLE where too many wait already, or no slot becomes free in time. */
  async run<T>(query: () => Promise<T>): Promise<T> {
    if (this.running >= this.slots) await this.slot();
    else this.running += 1;
    try {
      return await query();
    } finally {
      this.release();
    }
  }

  private async slot(): Promise<void> {
    if (this.waiting.size >= this.slots * QUEUE_PER_SLOT) throw tooMany();
    await new Promise<void>((resolve, reject) => {
      const proceed = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(proceed);
        reject(tooMany());
      }, timePolicy.expensiveWaitMs);
      this.waiting.add(proceed);
    });
  }

  /** Hands the slot to the query that waits longest. */
  private release(): void {
    const [next] = this.waiting;
    if (!next) {
      this.running -= 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}

function tooMany(): ProblemError {
  return new ProblemError(platformProblems.unavailable, 'Too many searches run at the moment; try again');
}
