/** The moment by which work must end. It costs one number until somebody asks for the signal. */
export class Deadline {
  private readonly at: number;
  private lazySignal: AbortSignal | undefined;

  /** Starts now and ends in `ms`. */
  constructor(ms: number) {
    this.at = performance.now() + ms;
  }

  /** The time that is left, in whole ms; 0 once the deadline has passed. */
  remainingMs(): number {
    return Math.max(0, Math.ceil(this.at - performance.now()));
  }

  /** Aborts with a TimeoutError at the deadline. */
  get signal(): AbortSignal {
    this.lazySignal ??= AbortSignal.timeout(this.remainingMs());
    return this.lazySignal;
  }
}
