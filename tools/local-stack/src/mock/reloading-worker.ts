import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Editors write a file in several steps (ms). */
const QUIET_MS = 100;

export interface ReloadOptions {
  /** A module that posts `loaded`, then waits for the message `serve`, and posts `serving`. */
  readonly file: URL;
  readonly data: unknown;
  /** The folder whose changes start a new worker. */
  readonly folder: string;
  readonly onReload: () => void;
  /** `isServing`: whether the old worker still serves. */
  readonly onError: (error: unknown, isServing: boolean) => void;
}

/** Runs a worker, and replaces it when a file changes. The old one keeps serving until the new one has loaded. */
export class ReloadingWorker {
  private readonly options: ReloadOptions;
  private readonly watcher: FSWatcher;
  private timer: NodeJS.Timeout | undefined;
  private reloading = Promise.resolve();
  private worker: Worker;

  private constructor(options: ReloadOptions, worker: Worker) {
    this.options = options;
    this.worker = worker;
    this.watcher = watch(options.folder, { recursive: true }, () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.reloading = this.reloading.then(() => this.reload());
      }, QUIET_MS);
    });
  }

  /** Throws what the worker throws. */
  static async start(options: ReloadOptions): Promise<ReloadingWorker> {
    const worker = await load(options);
    await serve(worker);
    return new ReloadingWorker(options, worker);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.watcher.close();
    await this.reloading;
    await this.worker.terminate();
  }

  private async reload(): Promise<void> {
    const { onReload, onError } = this.options;
    let isServing = true;
    try {
      const next = await load(this.options);
      isServing = false;
      await this.worker.terminate();
      this.worker = next;
      await serve(next);
      onReload();
    } catch (error) {
      onError(error, isServing);
    }
  }
}

async function load({ file, data }: ReloadOptions): Promise<Worker> {
  const worker = new Worker(file, { workerData: data });
  await once(worker, 'message');
  return worker;
}

async function serve(worker: Worker): Promise<void> {
  worker.postMessage('serve');
  await once(worker, 'message');
}
