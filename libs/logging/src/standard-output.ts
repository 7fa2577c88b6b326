import { LineWriter } from './line-writer.ts';

export interface LineOutput {
  /** The line must end with a line break. */
  write(line: string): void;
}

/** Writes lines to standard output in the background. Writes the remaining lines when the process ends. */
class StandardOutput implements LineOutput {
  private opened: LineWriter | undefined;
  private report: (lines: number) => void = () => undefined;

  get dropped(): number {
    return this.opened?.dropped ?? 0;
  }

  onDropped(report: (lines: number) => void): void {
    this.report = report;
  }

  write(line: string): void {
    this.writer.write(line);
  }

  /** pino calls this after a fatal line. */
  flushSync(): void {
    this.writer.flushSync();
  }

  private get writer(): LineWriter {
    if (this.opened) return this.opened;
    this.opened = openedUntilExit();
    this.opened.onDropped((lines) => this.report(lines));
    return this.opened;
  }
}

function openedUntilExit(): LineWriter {
  const writer = new LineWriter(1);
  // Node emits this after process.exit, after an uncaught error and when no work is left, but not after SIGKILL.
  process.once('exit', () => writer.flushSync());
  return writer;
}

/** All output of this process goes through this object, so that lines are never mixed. */
export const standardOutput = new StandardOutput();
