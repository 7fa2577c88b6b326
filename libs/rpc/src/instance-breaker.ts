/** How long a breaker stays open before it admits a trial call, in ms. */
export const BREAKER_OPEN_MS = 1_500;
/** Failures in a row that open a breaker. */
export const BREAKER_FAILURES = 3;

/**
 * The instance failed as an instance: it refused or reset the connection, closed it without a whole response, or did
 * not respond although it was asked in time.
 */
export class InstanceFailure extends Error {
  override readonly name = 'InstanceFailure';
}

/** Judges one instance. Any response closes the breaker; only an InstanceFailure counts against the instance. */
export class InstanceBreaker {
  private failuresInARow = 0;
  private openedAt: number | undefined;
  private isOnTrial = false;

  get isClosed(): boolean {
    return this.openedAt === undefined;
  }

  /** Whether it has been open for long enough, and no other call is trying. */
  get isDueForTrial(): boolean {
    if (this.openedAt === undefined || this.isOnTrial) return false;
    return performance.now() - this.openedAt >= BREAKER_OPEN_MS;
  }

  /** Reserves the trial for one call, which must be watched next. */
  startTrial(): void {
    this.isOnTrial = true;
  }

  /** Passes the exchange's outcome on, and judges the instance by it. */
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

  /** Calls that were on their way when the breaker opened don't postpone its trial. */
  private countFailure(isTrial: boolean): void {
    this.failuresInARow += 1;
    if (isTrial || (this.isClosed && this.failuresInARow >= BREAKER_FAILURES)) {
      this.openedAt = performance.now();
    }
  }
}
