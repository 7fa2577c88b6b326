interface Stoppable {
  stop(): Promise<void>;
}

export interface StartProgressOptions {
  /** Aborts the start. */
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: string) => void) | undefined;
}

/** The progress of a start, which ends when a part fails or the caller aborts it. */
export class StartProgress {
  /** Aborts with the reason why the start ends. */
  readonly signal: AbortSignal;
  private readonly failure = new AbortController();
  private readonly started = new AsyncDisposableStack();
  private readonly onStep: StartProgressOptions['onStep'];

  constructor({ signal, onStep }: StartProgressOptions) {
    this.signal = signal ? AbortSignal.any([this.failure.signal, signal]) : this.failure.signal;
    this.onStep = onStep;
  }

  /** Reports a finished step. Throws the reason if the start has ended. */
  step(text: string): void {
    this.signal.throwIfAborted();
    this.onStep?.(text);
  }

  /** Ends the start. */
  fail(reason: Error): void {
    this.failure.abort(reason);
  }

  /**
   * Registers a part to be stopped with the stack. Parts stop in reverse order. A part that starts after the stop is
   * stopped at once.
   */
  stopLater(stop: () => Promise<void>): Promise<void> {
    if (this.started.disposed) return stop();
    this.started.defer(stop);
    return Promise.resolve();
  }

  /** Waits until a part has started, reports it, and stops it when everything stops. */
  async keep<T extends Stoppable>(starting: Promise<T>, text: string): Promise<T> {
    const part = await starting;
    await this.stopLater(() => part.stop());
    this.step(text);
    return part;
  }

  /** Stops everything that has started. Throws the errors of parts after all have stopped. */
  stopAll(): Promise<void> {
    return this.started.disposeAsync();
  }
}
