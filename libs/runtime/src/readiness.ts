import { Injectable } from '@nestjs/common';

type Check = () => Promise<boolean>;

/**
 * Whether the process should get traffic: booted, every requirement met once, not draining. A
 * requirement that was met is not asked again, so a passing fault of a dependency takes no instance out.
 */
@Injectable()
export class Readiness {
  private readonly unmet = new Map<string, Check>([['booted', () => Promise.resolve(this.booted)]]);
  private booted = false;
  private draining = false;

  /** Adds something that must be true once before the process gets traffic. */
  require(name: string, check: Check): void {
    this.unmet.set(name, check);
  }

  markBooted(): void {
    this.booted = true;
  }

  drain(): void {
    this.draining = true;
  }

  /** What the process still waits for; empty when it is ready. */
  async waitingFor(): Promise<string[]> {
    if (this.draining) return ['draining'];
    await Promise.all(
      [...this.unmet].map(async ([name, check]) => {
        if (await check().catch(() => false)) this.unmet.delete(name);
      }),
    );
    return [...this.unmet.keys()];
  }
}
