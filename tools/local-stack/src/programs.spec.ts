import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, program), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  });
  return { status, stdout, stderr };
}

const PROGRAMS = ['main.ts', 'mock/mock.main.ts', 'issuer/token.main.ts'];

it.each(PROGRAMS)('%s prints help and exits with 0', (program) => {
  const { status, stdout, stderr } = run(program, ['--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^npm (start|run \w+)[\s\S]*--help/);
});

it('npm run token prints a one-line error if the stack is not running', () => {
  const { status, stderr } = run('issuer/token.main.ts', [], { ISSUER_PORT: '1' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: '✖ No issuer responds at http://127.0.0.1:1. Start the stack: npm start\n',
  });
});

it('npm run token rejects a role that does not exist', () => {
  const { status, stderr } = run('issuer/token.main.ts', ['--role', 'admin']);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: '✖ There is no role admin. Use owner, member, support.\n',
  });
});

it('npm run token rejects a lifetime without a unit', () => {
  const { status, stderr } = run('issuer/token.main.ts', ['--expires-in', '10']);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: '✖ 10 is not a duration. Write a number and s, m, h, d or w, such as 10s or 90d.\n',
  });
});
