import { spawn } from 'node:child_process';
import { findProcess } from './running-process.ts';

describe('findProcess', () => {
  it('describes a running process', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000) // two words'], {
      stdio: 'ignore',
    });
    const pid = child.pid ?? 0;
    try {
      const found = findProcess(pid);
      expect(found).toMatchObject({ pid, parent: process.pid });
      expect(found?.command).toContain('two words');
      expect(found?.started).not.toBe(findProcess(process.pid)?.started);
    } finally {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    expect(findProcess(pid)).toBeUndefined();
  });

  it.each([0, -1, 2 ** 30])('returns undefined for the id %i', (pid) => {
    expect(findProcess(pid)).toBeUndefined();
  });
});
