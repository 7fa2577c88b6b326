import { tmpdir } from 'node:os';
import { mustRun, runnerIn } from './command.ts';

const script = (text: string): string[] => ['--eval', text];

describe('runnerIn', () => {
  const run = runnerIn(tmpdir());

  it('returns the exit status and the standard error', async () => {
    expect(await run(process.execPath, script('process.exitCode = 3'))).toEqual({ status: 3, stderr: '' });
    const { status, stderr } = await run(process.execPath, script('console.error("not found")'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'not found\n' });
  });

  it('returns status 1 if the command is killed', async () => {
    expect(await run(process.execPath, script('process.kill(process.pid, "SIGKILL")'))).toMatchObject({
      status: 1,
    });
  });

  it('throws an error that names the command if a required command fails', async () => {
    await expect(mustRun(run, process.execPath, script('process.exitCode = 3'))).rejects.toThrow(
      'failed with status 3',
    );
    await expect(mustRun(run, 'no-such-command', [])).rejects.toThrow('no-such-command');
  });
});
