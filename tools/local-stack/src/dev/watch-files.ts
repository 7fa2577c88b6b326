import { once } from 'node:events';
import { watch } from 'chokidar';

/**
 * How long to wait for further changes (ms). Editors write a file in several steps, and tools write several
 * files.
 */
const QUIET_MS = 50;

/**
 * Reports the absolute paths of saved and deleted files. Files that change at the same time are in one report.
 * Resolves when all files are watched.
 */
export async function watchFiles(
  folders: readonly string[],
  report: (files: ReadonlySet<string>) => void,
  signal: AbortSignal,
): Promise<void> {
  const watcher = watch([...folders], { ignoreInitial: true });
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = changed;
      changed = new Set();
      report(files);
    }, QUIET_MS);
  });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    void watcher.close();
  });
  await once(watcher, 'ready', { signal });
  // The stack must keep running if a new folder can't be watched.
  watcher.on('error', () => undefined);
}
