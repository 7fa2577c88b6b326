import {
  accessSync,
  constants,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { findProcess, removeAtExit } from '#libs/stand-ins';

const CONTENT = {
  postgres: 'postgres',
  objects: 'object-storage',
  logs: 'logs',
  secrets: 'secrets.json',
} as const;
const LOCK = 'stack.lock';

/** Only one stack at a time can use the folder. */
export class DataFolder {
  readonly path: string;
  private readonly guard: { cancel(): void };

  private constructor(path: string, guard: { cancel(): void }) {
    this.path = path;
    this.guard = guard;
  }

  /** Locks the folder. Throws an Error with a hint if the folder is not usable or if another stack uses it. */
  static take(path: string): DataFolder {
    assertUsable(path);
    const lock = join(path, LOCK);
    takeLock(lock);
    return new DataFolder(path, removeAtExit([lock]));
  }

  get postgres(): string {
    return join(this.path, CONTENT.postgres);
  }

  get objects(): string {
    return join(this.path, CONTENT.objects);
  }

  get secrets(): string {
    return join(this.path, CONTENT.secrets);
  }

  get logs(): string {
    return join(this.path, CONTENT.logs);
  }

  logOf(part: string): string {
    return join(this.logs, `${part.toLowerCase()}.log`);
  }

  /** Removes the files of earlier stacks, except the data of PostgreSQL. Keeps files of other programs. */
  clear(): void {
    for (const path of [this.objects, this.secrets, this.logs])
      rmSync(path, { recursive: true, force: true });
  }

  makeLogs(): void {
    mkdirSync(this.logs, { recursive: true });
  }

  release(): Promise<void> {
    this.guard.cancel();
    rmSync(join(this.path, LOCK), { force: true });
    return Promise.resolve();
  }
}

function assertUsable(path: string): void {
  const remedy = 'Remove it as that user, or use another folder: npm start -- --data FOLDER';
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Error(`${userInfo().username} can't write to ${path} (${code}). ${remedy}`, { cause: error });
  }
  const user = process.getuid?.() ?? 0;
  if (user === 0) return;
  const paths = [path, ...Object.values(CONTENT).map((name) => join(path, name))];
  for (const each of paths) {
    const stats = statSync(each, { throwIfNoEntry: false });
    if (stats && stats.uid !== user) throw new Error(`${each} belongs to another user. ${remedy}`);
  }
}

/** A lock is a file with a process id. The lock is invalid after the process has ended. */
function takeLock(lock: string): void {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: findProcess(process.pid)?.started }));
  try {
    while (!isLinked(own, lock)) {
      const holder = holderOf(lock);
      if (holder !== undefined)
        throw new Error(`The stack already runs as process ${holder}. Stop it with: kill ${holder}`);
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function isLinked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Returns the id of the process that holds the lock. Returns undefined if the process has ended, even if a new process
 * has the same id.
 */
function holderOf(lock: string): number | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; started?: string };
    const found = findProcess(pid);
    return found && found.started === started ? pid : undefined;
  } catch {
    return undefined;
  }
}
