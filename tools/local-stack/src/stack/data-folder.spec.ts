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
  it('is made where there is none, and can be taken again after its release', async () => {
    await DataFolder.take(path).release();
    expect(existsSync(join(path, 'stack.lock'))).toBe(false);
    await DataFolder.take(path).release();
  });

  it('belongs to one stack at a time', async () => {
    const folder = DataFolder.take(path);
    expect(() => DataFolder.take(path)).toThrow(
      `The stack already runs as process ${process.pid}. Stop it with: kill ${process.pid}`,
    );
    await folder.release();
  });

  it.each([
    ['a process that has ended', () => spawnSync(process.execPath, ['-e', '0']).pid, 'then'],
    ['a process whose id belongs to another one now', () => process.pid, 'then'],
    ['no process', () => 0, undefined],
  ])('is free where the lock names %s', async (_, pidOf, started) => {
    writeLock(pidOf(), started);
    await DataFolder.take(path).release();
  });

  it('is free where the lock is not whole', async () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'stack.lock'), '{"pi');
    await DataFolder.take(path).release();
  });

  it('is taken while the process of the lock runs', () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
    const { pid = 0 } = other;
    writeLock(pid, findProcess(pid)?.started);
    expect(() => DataFolder.take(path)).toThrow(`already runs as process ${pid}`);
    other.kill('SIGKILL');
  });

  it('loses what stacks keep in it when it is cleared, and nothing else', async () => {
    const folder = DataFolder.take(path);
    folder.makeLogs();
    writeFileSync(folder.logOf('card'), 'a line');
    writeFileSync(join(path, 'of-somebody-else'), '');
    folder.clear();
    expect([existsSync(folder.logOf('card')), existsSync(join(path, 'of-somebody-else'))]).toEqual([
      false,
      true,
    ]);
    await folder.release();
  });

  it('can not be a file', () => {
    writeFileSync(join(place, 'file'), '');
    expect(() => DataFolder.take(join(place, 'file', 'data'))).toThrow(
      /can't write to .*npm start -- --data FOLDER/,
    );
  });

  const asOrdinaryUser = process.getuid?.() === 0 ? it.skip : it;

  asOrdinaryUser('can not be in a folder that the user may not write to', () => {
    chmodSync(place, 0o500);
    expect(() => DataFolder.take(path)).toThrow(/can't write to .*npm start -- --data FOLDER/);
    chmodSync(place, 0o700);
  });
});
