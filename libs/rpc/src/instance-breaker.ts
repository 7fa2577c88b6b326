/** How long a breaker stays open before it admits a trial call, in ms. */
export const BREAKER_OPEN_MS = 1_500;
/** The number of consecutive failures that opens a breaker. */
export const BREAKER_FAILURES = 3;

/**
 * The instance itself failed: it refused or reset the connection, closed it before a complete response, or had enough
 * time and did not respond.
 */
export class InstanceFailure extends Error {
  override readonly name = 'InstanceFailure';
}

/** The breaker of one instance. Any response closes it. Only an InstanceFailure counts as a failure. */
export class InstanceBreaker {
  private failuresInARow = 0;
  private openedAt: number | undefined;
  private isOnTrial = false;

  get isClosed(): boolean {
    return this.openedAt === undefined;
  }

  /** Whether the breaker has been open for long enough, and no other trial is in progress. */
  get isDueForTrial(): boolean {
    if (this.openedAt === undefined || this.isOnTrial) return false;
    return performance.now() - this.openedAt >= BREAKER_OPEN_MS;
  }

  /** Reserves the trial for one call, which must call `watch` next. */
  startTrial(): void {
    this.isOnTrial = true;
  }

  /** Returns the outcome of the exchange, and counts it. */
  async watch<T>(exchange: Promise<T>, isTrial: boolean): Promise<T> {
    try {
      const response = await exchange;
      this.close();
      return response;
    } catch (error) {
      if (error instanceof InstanceFailure) this.countFailure(isTrial);
      throw error;
    } finally {
      if (isTrial) this.isOnTrial = false;
    }
  }

  private close(): void {
    this.failuresInARow = 0;
    this.openedAt = undefined;
  }

  /** A failure must not postpone the trial if its call started before the breaker opened. */
  private countFailure(isTrial: boolean): void {
    this.failuresInARow += 1;
    if (isTrial || (this.isClosed && this.failuresInARow >= BREAKER_FAILURES)) {
      this.openedAt = performance.now();
    }
  }
}
