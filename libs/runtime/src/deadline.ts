/** The time by which work must end. The signal is created only when it is first used. */
export class Deadline {
  private readonly at: number;
  private lazySignal: AbortSignal | undefined;

  /** A deadline that passes in `ms`. */
  constructor(ms: number) {
    this.at = performance.now() + ms;
  }

  /** The remaining time in whole ms; 0 once the deadline has passed. */
  remainingMs(): number {
    return Math.max(0, Math.ceil(this.at - performance.now()));
  }

  /** Aborts with a TimeoutError at the deadline. */
  get signal(): AbortSignal {
    this.lazySignal ??= AbortSignal.timeout(this.remainingMs());
    return this.lazySignal;
  }
}
