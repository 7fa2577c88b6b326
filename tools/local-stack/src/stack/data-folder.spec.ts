import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProcess } from '#libs/stand-ins';
import { DataFolder } from './data-folder.ts';

let place: string;
let path: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'qred data å '));
  path = join(place, 'deep', '.local');
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

function writeLock(pid: number, started: string | undefined): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'stack.lock'), JSON.stringify({ pid, started }));
}

describe('a data folder', () => {
  it('is created if it does not exist, and can be locked again after its release', async () => {
    await DataFolder.take(path).release();
    expect(existsSync(join(path, 'stack.lock'))).toBe(false);
    await DataFolder.take(path).release();
  });

  it('can be used by only one stack at a time', async () => {
    const folder = DataFolder.take(path);
    expect(() => DataFolder.take(path)).toThrow(
      `The stack already runs as process ${process.pid}. Stop it with: kill ${process.pid}`,
    );
    await folder.release();
  });

  it.each([
    ['a process that has ended', () => spawnSync(process.execPath, ['-e', '0']).pid, 'then'],
    ['an ended process whose id now belongs to a different process', () => process.pid, 'then'],
    ['no process', () => 0, undefined],
  ])('is free if its lock names %s', async (_, pidOf, started) => {
    writeLock(pidOf(), started);
    await DataFolder.take(path).release();
  });

  it('is free if its lock file is incomplete', async () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'stack.lock'), '{"pi');
    await DataFolder.take(path).release();
  });

  it('is in use until the process in its lock file has ended', () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
    const { pid = 0 } = other;
    writeLock(pid, findProcess(pid)?.started);
    expect(() => DataFolder.take(path)).toThrow(`already runs as process ${pid}`);
    other.kill('SIGKILL');
  });

  it('keeps the files of other programs when it is cleared', async () => {
    const folder = DataFolder.take(path);
    folder.makeLogs();
    writeFileSync(folder.logOf('card'), 'a line');
    writeFileSync(join(path, 'another-file'), '');
    folder.clear();
    expect([existsSync(folder.logOf('card')), existsSync(join(path, 'another-file'))]).toEqual([false, true]);
    await folder.release();
  });

  it('is rejected if its parent is a file', () => {
    writeFileSync(join(place, 'file'), '');
    expect(() => DataFolder.take(join(place, 'file', 'data'))).toThrow(
      /can't write to .*npm start -- --data FOLDER/,
    );
  });

  const asOrdinaryUser = process.getuid?.() === 0 ? it.skip : it;

  asOrdinaryUser('cannot be in a folder that the user may not write to', () => {
    chmodSync(place, 0o500);
    expect(() => DataFolder.take(path)).toThrow(/can't write to .*npm start -- --data FOLDER/);
    chmodSync(place, 0o700);
  });
});
