import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a program like npm. */
function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, program), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  });
  return { status, stdout, stderr };
}

const PROGRAMS = ['main.ts', 'mock/mock.main.ts', 'issuer/token.main.ts'];

describe.each(PROGRAMS)('%s', (program) => {
  it('prints help and exits with 0', () => {
    const { status, stdout, stderr } = run(program, ['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^npm (start|run \w+)[\s\S]*--help/);
  });

  it('refuses an unknown option in one line and exits with 1', () => {
    const { status, stdout, stderr } = run(program, ['--frseh']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^✖ Unknown option '--frseh'\. See npm (start|run \w+) -- --help\.\n$/);
  });
});

it('npm start refuses an argument that is not an option, in one line', () => {
  const { status, stderr } = run('main.ts', ['card']);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "✖ Unexpected argument 'card'. See npm start -- --help.\n",
  });
});

it('npm start refuses an option that npm took as its own', () => {
  const { status, stderr } = run('main.ts', [], { npm_config_fresh: 'true' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^✖ .*npm start -- --fresh.*\n$/);
});

it('npm run token reports in one line that no stack runs', () => {
  const { status, stderr } = run('issuer/token.main.ts', [], { ISSUER_PORT: '1' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: '✖ No issuer responds at http://127.0.0.1:1. Start the stack: npm start\n',
  });
});

it('npm run token refuses a lifetime without a unit, in one line', () => {
  const { status, stderr } = run('issuer/token.main.ts', ['--expires-in', '10']);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: '✖ 10 is not a duration. Write a number and s, m, h, d or w, such as 10s or 90d.\n',
  });
});
