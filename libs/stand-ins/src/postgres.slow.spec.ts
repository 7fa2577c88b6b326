import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removePostgresData } from './postgres-home.ts';

const fixture = join(__dirname, 'postgres-start.fixture.ts');

interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Returns the current user. If the current user is root, also returns an ordinary user who can read the
 * repository.
 */
function users(): [name: string, user: User | undefined][] {
  const current: [string, undefined] = ['the current user', undefined];
  if (process.getuid?.() !== 0) return [current];
  const [uid = 0, gid = 0] = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, 'nobody'])));
  const mayRead = spawnSync('test', ['-r', fixture], { uid, gid }).status === 0;
  return mayRead ? [current, ['an ordinary user', { uid, gid }]] : [current];
}

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'qred-postgres-'));
  chmodSync(place, 0o711);
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

function start(directory: string, user: User | undefined, ...flags: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fixture, directory, ...flags], {
    ...user,
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TMPDIR: tmpdir() },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

describe.each(users())('a PostgreSQL server that %s starts', (_, user) => {
  beforeEach(() => user && chownSync(place, user.uid, user.gid));

  it('deletes earlier data only if the option fresh is set', () => {
    const directory = join(place, 'a deep folder', 'the data of Åsa');
    expect(start(directory, user, 'fresh')).toBe('rows: 1');
    expect(start(directory, user)).toBe('rows: 2');
    expect(start(directory, user, 'fresh')).toBe('rows: 1');
    expect(start(directory, user, 'fresh')).toBe('rows: 1');
  });

  it('starts after an interrupted start', () => {
    const directory = join(place, 'data');
    const unfinished = `${directory}.new`;
    mkdirSync(unfinished);
    writeFileSync(join(unfinished, 'PG_VERSION'), '18\n');
    if (user) chownSync(unfinished, user.uid, user.gid);
    expect(start(directory, user)).toBe('rows: 1');
    expect(existsSync(unfinished)).toBe(false);
  });

  it('rejects the data of a different version, and says what to do', () => {
    const directory = join(place, 'data');
    start(directory, user);
    writeFileSync(join(directory, 'PG_VERSION'), '17\n');
    expect(() => start(directory, user)).toThrow('holds the data of PostgreSQL 17');
    expect(start(directory, user, 'fresh')).toBe('rows: 1');
  });

  it('starts even if its lock file contains the id of a different process', () => {
    const directory = join(place, 'data');
    start(directory, user);
    const lines = [process.pid, directory, 0, 1, '', '127.0.0.1', '', 'ready'];
    writeFileSync(join(directory, 'postmaster.pid'), lines.join('\n'));
    expect(start(directory, user)).toBe('rows: 2');
  });
});

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('a server of root', () => {
  it('a PostgreSQL server stores its data elsewhere if only root may enter the configured folder', () => {
    chmodSync(place, 0o700);
    const directory = join(place, 'data');
    expect(start(directory, undefined, 'fresh')).toBe('rows: 1');
    expect(start(directory, undefined)).toBe('rows: 2');
    expect(start(directory, undefined, 'fresh')).toBe('rows: 1');
    removePostgresData(directory);
    expect(existsSync(directory)).toBe(false);
  });

  it('a PostgreSQL server starts with new data if its folder has been removed', () => {
    chmodSync(place, 0o700);
    const directory = join(place, 'data');
    start(directory, undefined);
    rmSync(directory);
    expect(start(directory, undefined)).toBe('rows: 1');
    removePostgresData(directory);
  });

  const ordinary = users()[1]?.[1];

  it('root and an ordinary user can start a PostgreSQL server with the same data', () => {
    if (!ordinary) return;
    chownSync(place, ordinary.uid, ordinary.gid);
    const directory = join(place, 'data');
    expect(start(directory, ordinary)).toBe('rows: 1');
    expect(start(directory, undefined)).toBe('rows: 2');
    expect(start(directory, ordinary)).toBe('rows: 3');
  });

  it('a PostgreSQL server rejects the data of a different user, and does not change the data', () => {
    if (!ordinary) return;
    const directory = join(place, 'data');
    start(directory, undefined);
    chownSync(directory, 1, 1);
    expect(() => start(directory, ordinary)).toThrow('belongs to another user');
    expect(readFileSync(join(directory, 'PG_VERSION'), 'utf8')).toBe('18\n');
  });
});
