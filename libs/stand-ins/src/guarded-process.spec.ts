import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GuardedProcess, killAllGuarded } from './guarded-process.ts';
import { findProcess } from './running-process.ts';

const FOREVER = ['-e', 'setInterval(() => 0, 1000)'];
const DEAF = ['-e', "process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); console.log('deaf')"];
const options = { signals: ['SIGTERM', 'SIGKILL'], graceMs: 500, env: process.env } as const;

async function untilGone(pid: number): Promise<void> {
  while (findProcess(pid)) await delay(20);
}

describe('a guarded process', () => {
  it('ends at the first stop signal', async () => {
    const guarded = new GuardedProcess(process.execPath, FOREVER, options);
    await guarded.stop();
    expect(await guarded.ended).toBe('SIGTERM');
    expect(guarded.pid).toBeUndefined();
  });

  it('ends at the second stop signal if the process ignores the first', async () => {
    const guarded = new GuardedProcess(process.execPath, DEAF, options);
    await new Promise((resolve) => guarded.onOutput(resolve));
    await guarded.stop();
    expect(await guarded.ended).toBe('SIGKILL');
  });

  it('ends even if it is suspended', async () => {
    const guarded = new GuardedProcess(process.execPath, FOREVER, options);
    guarded.signal('SIGSTOP');
    await guarded.stop();
    expect(await guarded.ended).toBe('SIGTERM');
  });

  it('reports how the process ended', async () => {
    const guarded = new GuardedProcess(process.execPath, ['-e', 'process.exit(3)'], options);
    expect(await guarded.ended).toBe('exit code 3');
  });

  it('reports that the program does not exist', async () => {
    const guarded = new GuardedProcess('no-such-program', [], options);
    expect(await guarded.ended).toContain('spawn no-such-program');
    await guarded.stop();
  });

  it('is killed together with all other guarded processes', async () => {
    const two = [DEAF, DEAF].map((args) => new GuardedProcess(process.execPath, args, options));
    await killAllGuarded();
    expect(await Promise.all(two.map(({ ended }) => ended))).toEqual(['SIGKILL', 'SIGKILL']);
  });
});

describe('a guarded process whose parent is killed', () => {
  let place: string;
  let parent: ChildProcess;

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'qred guarded '));
    writeFileSync(join(place, 'file'), '');
  });

  afterEach(() => {
    parent.kill('SIGKILL');
    rmSync(place, { recursive: true, force: true });
  });

  async function startParent(args: readonly string[]): Promise<number> {
    const fixture = join(__dirname, 'guarded-process.fixture.ts');
    parent = spawn(process.execPath, [fixture, place, process.execPath, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout ?? parent, 'data')) as [Buffer];
    return Number(line.toString());
  }

  it.each([
    ['ends', FOREVER, 'SIGCONT'],
    ['ends even if it ignores the first signal', DEAF, 'SIGCONT'],
    ['ends even if it is suspended', FOREVER, 'SIGSTOP'],
  ] as const)('%s, and the guard removes the files of the process', async (_, args, signal) => {
    const pid = await startParent(args);
    process.kill(pid, signal);
    parent.kill('SIGKILL');
    await untilGone(pid);
    while (existsSync(place)) await delay(20);
  });
});
