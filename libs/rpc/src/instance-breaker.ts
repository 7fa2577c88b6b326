export const BREAKER_OPEN_MS = 1_500;
export const BREAKER_FAILURES = 3;

/**
 * The instance failed. For example, the instance refused or closed the connection, or did not respond although it had
 * enough time.
 */
export class InstanceFailure extends Error {
  override readonly name = 'InstanceFailure';
}

/** Every response of the instance closes its breaker. Only an InstanceFailure counts as a failure. */
export class InstanceBreaker {
  private failuresInARow = 0;
  private openedAt: number | undefined;
  private isOnTrial = false;

  get isClosed(): boolean {
    return this.openedAt === undefined;
  }

  get isDueForTrial(): boolean {
    if (this.openedAt === undefined || this.isOnTrial) return false;
    return performance.now() - this.openedAt >= BREAKER_OPEN_MS;
  }

  /** Reserves the trial for one call. The caller must call `watch` next. */
  startTrial(): void {
    this.isOnTrial = true;
  }

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

  /** A call that started before the breaker opened may fail later. Such a failure must not postpone the trial. */
  private countFailure(isTrial: boolean): void {
    this.failuresInARow += 1;
    if (isTrial || (this.isClosed && this.failuresInARow >= BREAKER_FAILURES)) {
      this.openedAt = performance.now();
    }
  }
}
