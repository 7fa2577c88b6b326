import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * How long to wait for further changes (ms). Editors write a file in several steps, and tools write several
 * files.
 */
const QUIET_MS = 50;

/**
 * Reports the absolute paths of saved files. Files that are saved at the same time are in one report. Each
 * folder has a watcher, because a recursive watcher on Linux misses a file that an editor replaces.
 */
export class SavedFiles {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly report: (files: ReadonlySet<string>) => void;
  private saved = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(folders: readonly string[], report: (files: ReadonlySet<string>) => void) {
    this.report = report;
    for (const folder of folders) this.watch(folder);
    this.saved.clear();
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.close();
  }

  /** Watches a folder, and reports the files that the folder already contains. */
  private watch(folder: string): void {
    const watcher = watch(folder, (_, name) => {
      if (name === null) return;
      this.add(join(folder, name));
      this.reportSoon();
    });
    // Windows reports the removal of a folder as an error.
    this.watchers.set(
      folder,
      watcher.on('error', () => undefined),
    );
    for (const name of readdirSync(folder)) this.add(join(folder, name));
  }

  private add(path: string): void {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) this.forget(path);
    if (!stats?.isDirectory()) this.saved.add(path);
    else if (!this.watchers.has(path)) this.watch(path);
  }

  private forget(path: string): void {
    this.watchers.get(path)?.close();
    this.watchers.delete(path);
  }

  private reportSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const files = this.saved;
      this.saved = new Set();
      if (files.size > 0) this.report(files);
    }, QUIET_MS);
  }
}
