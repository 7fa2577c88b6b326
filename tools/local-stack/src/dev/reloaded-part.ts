import { performance } from 'node:perf_hooks';

/** A part of the stack that runs new code when its files are saved. */
export interface ReloadedPart {
  readonly name: string;
  readonly uses: (files: ReadonlySet<string>) => boolean;
  /** Runs the current code. On failure, throws an Error and keeps running the previous code. */
  readonly reload: () => Promise<void>;
}

export type Report = (line: string) => void;

/**
 * Reloads a part when its files are saved. Reloads never overlap. After a failed reload, any saved file
 * causes another reload.
 */
export class PartReloader {
  private readonly part: ReloadedPart;
  private readonly report: Report;
  private isStale = false;
  private isBroken = false;
  private reloading: Promise<void> | undefined;

  constructor(part: ReloadedPart, report: Report) {
    this.part = part;
    this.report = report;
  }

  /**
   * Reloads the part if it uses one of these files. Resolves when the part runs the current code, or when the
   * error is reported.
   */
  saved(files: ReadonlySet<string>): Promise<void> {
    if (!this.isBroken && !this.part.uses(files)) return Promise.resolve();
    this.isStale = true;
    this.reloading ??= this.reloadUntilCurrent().finally(() => (this.reloading = undefined));
    return this.reloading;
  }

  private async reloadUntilCurrent(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      await this.reload();
    }
  }

  private async reload(): Promise<void> {
    const { name, reload } = this.part;
    const start = performance.now();
    try {
      await reload();
      this.isBroken = false;
      this.report(
        `✔ ${name}: the saved code runs after ${((performance.now() - start) / 1000).toFixed(1)} s`,
      );
    } catch (error) {
      this.isBroken = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.report(
        `✖ ${name}: the code before keeps running, because the saved code has an error.\n${reason}`,
      );
    }
  }
}
