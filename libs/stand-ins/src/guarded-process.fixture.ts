import { GuardedProcess } from './guarded-process.ts';

/** Starts a program as a guarded process, prints its id, and waits until it is killed. */
const [, , removed = '', program = '', ...args] = process.argv;
const guarded = new GuardedProcess(program, args, {
  signals: ['SIGTERM', 'SIGKILL'],
  graceMs: 1_000,
  env: process.env,
  removes: [removed],
});
process.stdout.write(`${guarded.pid}\n`);
