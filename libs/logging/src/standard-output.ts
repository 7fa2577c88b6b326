import { LineWriter } from './line-writer.ts';

/** Writes lines to the standard output of this process, and what is left when the process ends. */
class StandardOutput {
  private opened: LineWriter | undefined;

  get dropped(): number {
    return this.opened?.dropped ?? 0;
  }

  onDropped(report: (lines: number) => void): void {
    this.writer.onDropped(report);
  }

  /** Takes a line, which ends with a line break. */
  write(line: string): void {
    this.writer.write(line);
  }

  /** Called by pino after a fatal line. */
  flushSync(): void {
    this.writer.flushSync();
  }

  private get writer(): LineWriter {
    this.opened ??= openedUntilExit();
    return this.opened;
  }
}

function openedUntilExit(): LineWriter {
  const writer = new LineWriter(1);
  // Emitted after process.exit, after an uncaught error, and when nothing is left to do; not after SIGKILL.
  process.once('exit', () => writer.flushSync());
  return writer;
}

/** Everything that this process writes to its standard output goes through here, so that lines stay whole. */
export const standardOutput = new StandardOutput();
