export class Deadline {
  private readonly at: number;
  private lazySignal: AbortSignal | undefined;

  constructor(ms: number) {
    this.at = performance.now() + ms;
  }

  /** In whole ms; 0 after the deadline. */
  remainingMs(): number {
    return Math.max(0, Math.ceil(this.at - performance.now()));
  }

  /** Aborts with a TimeoutError at the deadline. Created on first use. */
  get signal(): AbortSignal {
    this.lazySignal ??= AbortSignal.timeout(this.remainingMs());
    return this.lazySignal;
  }
}
