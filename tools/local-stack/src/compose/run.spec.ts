import { outputOf, run } from './run.ts';

const cwd = __dirname;
const node = (script: string) => [process.execPath, '-e', script];

describe('a command that is run', () => {
  it('sees what it is given beside what there is', async () => {
    const script = 'process.exit(process.env.GIVEN === "yes" && process.env.PATH ? 0 : 1)';
    await expect(run(node(script), { cwd, environment: { GIVEN: 'yes' } })).resolves.toBeUndefined();
  });

  it('fails as it fails', async () => {
    await expect(run(node('process.exit(3)'), { cwd })).rejects.toThrow('exit code 3');
  });

  it('fails when it is killed', async () => {
    await expect(run(node('process.kill(process.pid)'), { cwd })).rejects.toThrow('SIGTERM');
  });

  it('fails when it is not there', async () => {
    await expect(run(['no-such-program'], { cwd })).rejects.toThrow('spawn no-such-program');
  });
});

describe('the output of a command', () => {
  it('is what it prints', () => {
    expect(outputOf(node('console.log(" two words ")'))).toBe('two words');
  });

  it.each([
    ['fails', node('console.log("half"); process.exit(1)')],
    ['is not there', ['no-such-program']],
  ])('is nothing when it %s', (_, command) => {
    expect(outputOf(command)).toBeUndefined();
  });
});
