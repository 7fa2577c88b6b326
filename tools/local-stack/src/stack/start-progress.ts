interface Stoppable {
  stop(): Promise<void>;
}

export interface StartProgressOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: string) => void) | undefined;
}

export class StartProgress {
  /** Aborts when the start ends. The signal's reason says why the start ended. */
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

  fail(reason: Error): void {
    this.failure.abort(reason);
  }

  /**
   * Registers a function that stops a part. Parts stop in reverse order. If the stack has already stopped, the part
   * stops at once.
   */
  stopLater(stop: () => Promise<void>): Promise<void> {
    if (this.started.disposed) return stop();
    this.started.defer(stop);
    return Promise.resolve();
  }

  /** Waits until a part has started, and then reports the step. The part stops with the stack. */
  async keep<T extends Stoppable>(starting: Promise<T>, text: string): Promise<T> {
    const part = await starting;
    await this.stopLater(() => part.stop());
    this.step(text);
    return part;
  }

  /**
   * Stops every part that has started. After all parts have stopped, throws the errors of parts that failed
   * to stop.
   */
  stopAll(): Promise<void> {
    return this.started.disposeAsync();
  }
}
