import { outputOf, runCommand } from './run-command.ts';

const cwd = __dirname;
const node = (script: string) => [process.execPath, '-e', script];

describe('runCommand', () => {
  it('adds variables to the environment', async () => {
    const script = 'process.exit(process.env.GIVEN === "yes" && process.env.PATH ? 0 : 1)';
    await expect(runCommand(node(script), { cwd, environment: { GIVEN: 'yes' } })).resolves.toBeUndefined();
  });

  it("fails with the command's exit code", async () => {
    await expect(runCommand(node('process.exit(3)'), { cwd })).rejects.toThrow('exit code 3');
  });

  it('fails with the signal that killed the command', async () => {
    await expect(runCommand(node('process.kill(process.pid)'), { cwd })).rejects.toThrow('SIGTERM');
  });

  it('fails if the command does not exist', async () => {
    await expect(runCommand(['no-such-program'], { cwd })).rejects.toThrow('spawn no-such-program');
  });
});

describe('outputOf', () => {
  it('returns the output of the command', () => {
    expect(outputOf(node('console.log(" two words ")'))).toBe('two words');
  });

  it.each([
    ['fails', node('console.log("half"); process.exit(1)')],
    ['does not exist', ['no-such-program']],
  ])('returns undefined if the command %s', (_, command) => {
    expect(outputOf(command)).toBeUndefined();
  });
});
