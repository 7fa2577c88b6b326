import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** Editors write a file in several steps, and tools write several files (ms). */
const QUIET_MS = 50;

/** Reports the absolute paths of the files that were saved in some folders, together if they are saved together. */
export class SavedFiles {
  private readonly watchers: readonly FSWatcher[];
  private readonly report: (files: ReadonlySet<string>) => void;
  private saved = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(folders: readonly string[], report: (files: ReadonlySet<string>) => void) {
    this.report = report;
    this.watchers = folders.map((folder) =>
      watch(folder, { recursive: true }, (_, file) => {
        if (file !== null) this.add(join(folder, file));
      }),
    );
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers) watcher.close();
  }

  private add(file: string): void {
    this.saved.add(file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const files = this.saved;
      this.saved = new Set();
      this.report(files);
    }, QUIET_MS);
  }
}
