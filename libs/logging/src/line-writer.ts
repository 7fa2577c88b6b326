import { closeSync, constants, fstatSync, openSync, write, writeSync } from 'node:fs';

interface Limits {
  /** When this number of bytes is waiting, further lines are dropped. */
  readonly waitingBytes: number;
  /** When this number of bytes is waiting, the bytes are written at once. */
  readonly batchBytes: number;
  /** How long a line may wait for further lines (ms). */
  readonly batchMs: number;
  readonly retryMs: number;
  /** How long a process that ends waits for a slow reader (ms). */
  readonly lastMs: number;
}

const LIMITS: Limits = {
  waitingBytes: 4 * 1024 * 1024,
  batchBytes: 64 * 1024,
  batchMs: 20,
  retryMs: 250,
  lastMs: 500,
};

const PAUSE_MS = 5;

/**
 * Writes lines to a file descriptor in batches. A write never blocks, so no request waits for a disk or for the
 * reader of a pipe. If nothing can be written, the writer keeps lines up to a limit. Above the limit, it drops and
 * counts lines.
 */
export class LineWriter {
  private readonly limits: Limits;
  private readonly descriptor: number;
  private readonly isOwn: boolean;
  private lines: string[] = [];
  private waitingBytes = 0;
  private batch: Buffer | undefined;
  private isWriting = false;
  private isClosed = false;
  private timer: NodeJS.Timeout | undefined;
  private droppedLines = 0;
  private reportedLines = 0;
  private reportDropped: (lines: number) => void = () => undefined;

  constructor(descriptor: number, limits: Partial<Limits> = {}) {
    this.limits = { ...LIMITS, ...limits };
    this.descriptor = openWithoutBlocking(descriptor) ?? descriptor;
    this.isOwn = this.descriptor !== descriptor;
  }

  get dropped(): number {
    return this.droppedLines;
  }

  /** Calls `report` with the number of newly dropped lines as soon as lines can be written again. */
  onDropped(report: (lines: number) => void): void {
    this.reportDropped = report;
  }

  /** The line must end with a line break. */
  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.waitingBytes + bytes > this.limits.waitingBytes) {
      this.droppedLines += 1;
      return;
    }
    this.lines.push(line);
    this.waitingBytes += bytes;
    if (this.waitingBytes >= this.limits.batchBytes && !this.batch) this.writeBatch();
    else this.timer ??= setTimeout(this.writeBatch, this.limits.batchMs).unref();
  }

  /** Blocks until the waiting bytes are written. Gives up if nobody reads or the disk is full. */
  flushSync(): void {
    const end = performance.now() + this.limits.lastMs;
    // If a write is in progress, the kernel already has the bytes of the batch.
    let rest = this.isWriting ? this.takeLines() : Buffer.concat([this.batch ?? EMPTY, this.takeLines()]);
    if (!this.isWriting) this.batch = undefined;
    while (rest.length > 0 && performance.now() < end) {
      try {
        rest = rest.subarray(writeSync(this.descriptor, rest));
      } catch (error) {
        if (!isBusy(error)) return;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
      }
    }
  }

  /**
   * Writes the waiting bytes. Later writes are ignored, because the descriptor may then belong to a different file.
   */
  close(): void {
    this.flushSync();
    this.isClosed = true;
    clearTimeout(this.timer);
    if (this.isOwn) closeSync(this.descriptor);
  }

  private takeLines(): Buffer {
    const text = this.lines.join('');
    this.lines = [];
    this.waitingBytes = 0;
    return Buffer.from(text);
  }

  private readonly writeBatch = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isClosed || this.isWriting || (!this.batch && this.lines.length === 0)) return;
    this.batch ??= this.takeLines();
    this.isWriting = true;
    if (this.isOwn) this.writeWithoutBlocking(this.batch);
    else write(this.descriptor, this.batch, this.written);
  };

  /**
   * Writes in the foreground, so that an exit of the process can't interrupt the write and lose a part of the batch.
   */
  private writeWithoutBlocking(batch: Buffer): void {
    let bytes: number;
    try {
      bytes = writeSync(this.descriptor, batch);
    } catch (error) {
      return this.written(error);
    }
    this.written(null, bytes);
  }

  private readonly written = (error: unknown, bytes = 0): void => {
    this.isWriting = false;
    if (error) {
      this.timer ??= setTimeout(this.writeBatch, this.limits.retryMs).unref();
      return;
    }
    const rest = this.batch?.subarray(bytes);
    this.batch = rest && rest.length > 0 ? rest : undefined;
    if (!this.batch) this.report();
    if (this.batch || this.waitingBytes >= this.limits.batchBytes) this.writeBatch();
    else if (this.lines.length > 0) this.timer ??= setTimeout(this.writeBatch, this.limits.batchMs).unref();
  };

  private report(): void {
    const lines = this.droppedLines - this.reportedLines;
    if (lines === 0) return;
    this.reportedLines = this.droppedLines;
    this.reportDropped(lines);
  }
}

const EMPTY = Buffer.alloc(0);

/**
 * Opens the pipe behind the descriptor again in non-blocking mode, so that writes never block a thread. Other
 * processes that share the pipe keep their mode. Returns undefined if the descriptor is not a pipe or can't be
 * opened.
 */
function openWithoutBlocking(descriptor: number): number | undefined {
  try {
    if (!fstatSync(descriptor).isFIFO()) return undefined;
    return openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
