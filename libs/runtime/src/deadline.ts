export class Deadline {
  private readonly at: number;

  constructor(ms: number) {
    this.at = performance.now() + ms;
  }

  /** In whole ms; 0 after the deadline. */
  remainingMs(): number {
    return Math.max(0, Math.ceil(this.at - performance.now()));
  }
}
