import { runCommand } from './command.ts';

describe('runCommand', () => {
  const { argv, exitCode } = process;
  const options = {
    stage: { type: 'string', required: true, help: 'dev or production' },
    since: { type: 'string', default: '90d', value: 'START', help: 'the start' },
    all: { type: 'boolean', default: false, help: 'everything' },
  } as const;
  const command = { name: 'npm run report', help: 'Prints a report.', options };
  let printed: string[];
  let errors: string[];

  beforeEach(() => {
    printed = [];
    errors = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => printed.push(text));
    jest.spyOn(console, 'error').mockImplementation((text: string) => errors.push(text));
  });

  afterEach(() => {
    process.argv = argv;
    process.exitCode = exitCode;
    jest.restoreAllMocks();
  });

  const give = (...args: string[]): void => {
    process.argv = ['node', 'report.ts', ...args];
  };

  it('passes the options and their defaults to the command', async () => {
    give('--stage', 'dev', '--all');
    const work = jest.fn();
    await runCommand(command, work);
    expect(work.mock.calls).toEqual([[{ stage: 'dev', since: '90d', all: true }, []]]);
    expect(process.exitCode).toBe(exitCode);
  });

  it('passes positional arguments to a command that accepts them', async () => {
    give('one', '--stage', 'dev', 'two');
    const work = jest.fn();
    await runCommand({ ...command, positionals: 'NAME…' }, work);
    expect(work.mock.calls).toMatchObject([[{}, ['one', 'two']]]);
  });

  it.each(['--help', '-h'])('prints the help for %s, even if a different option is wrong', async (help) => {
    give('--nonsense', help);
    const work = jest.fn();
    await runCommand({ ...command, positionals: 'NAME' }, work);
    expect(work).not.toHaveBeenCalled();
    expect(printed.join('\n').split('\n')).toEqual([
      'npm run report -- NAME [options]',
      '',
      'Prints a report.',
      '',
      '  --stage STAGE  dev or production',
      '  --since START  the start (default: 90d)',
      '  --all          everything',
      '  --help         show this text',
    ]);
  });

  it.each([
    [[], '--stage is missing. See npm run report -- --help.'],
    [['--stage', ''], '--stage is missing. See npm run report -- --help.'],
    [['--stage', 'dev', '--sinec'], "Unknown option '--sinec'. See npm run report -- --help."],
    [['--stage', 'dev', 'one'], "Unexpected argument 'one'. See npm run report -- --help."],
  ])('rejects the arguments %j with an error of one line', async (args, message) => {
    give(...args);
    await runCommand(command, () => undefined);
    expect(errors).toEqual([expect.stringMatching(/^✖ [^\n]+$/)]);
    expect(errors.join()).toContain(message);
    expect(process.exitCode).toBe(1);
  });

  it('prints an error without its stack trace, and exits with the given status', async () => {
    give('--stage', 'dev');
    await runCommand(command, () => Promise.reject(new Error('GitHub is down')), 2);
    expect(errors).toEqual(['✖ GitHub is down']);
    expect(process.exitCode).toBe(2);
  });

  it('rejects an option that npm treated as its own option', async () => {
    give('--stage', 'dev');
    process.env.npm_config_since = '1d';
    await runCommand(command, () => undefined);
    delete process.env.npm_config_since;
    expect(errors.join()).toContain('put -- before it: npm run report -- --since');
  });
});
