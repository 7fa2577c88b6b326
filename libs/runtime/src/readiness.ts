import { Deadline } from './deadline.ts';
import { retryWithin } from './retry-within.ts';
import { timePolicy } from '#libs/configuration';

type Check = () => Promise<boolean>;

/**
 * Whether the process should get traffic: booted, every requirement met once, not draining. A met requirement
 * is not checked again, so a dependency that fails later doesn't make instances unready.
 */
export class Readiness {
  private readonly unmet = new Map<string, Check>([['booted', () => Promise.resolve(this.booted)]]);
  private booted = false;
  private draining = false;

  constructor(
    /** The time by which the process must be ready. */
    readonly bootDeadline: Deadline = new Deadline(timePolicy.bootMs),
  ) {}

  /** Adds a condition that must be met once before the process gets traffic. */
  require(name: string, check: Check): void {
    this.unmet.set(name, check);
  }

  markBooted(): void {
    this.booted = true;
  }

  drain(): void {
    this.draining = true;
  }

  /** The conditions that are not met yet; empty when the process is ready. */
  async waitingFor(): Promise<string[]> {
    if (this.draining) return ['draining'];
    await Promise.all(
      [...this.unmet].map(async ([name, check]) => {
        if (await check().catch(() => false)) this.unmet.delete(name);
      }),
    );
    return [...this.unmet.keys()];
  }

  /** Resolves when the process is ready or drains. Throws an Error if it is not ready by its boot deadline. */
  async untilReady(): Promise<void> {
    const check = async (): Promise<void> => {
      const waitingFor = await this.waitingFor();
      if (waitingFor.length > 0 && !this.draining)
        throw new Error(`The process is not ready in time; it still waits for: ${waitingFor.join(', ')}`);
    };
    await retryWithin(this.bootDeadline, check, () => true);
  }
}
