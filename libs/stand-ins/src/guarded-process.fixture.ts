import { GuardedProcess } from './guarded-process.ts';

/** Starts a program as a guarded process, prints the process id, and waits until somebody kills it. */
const [, , removed = '', program = '', ...args] = process.argv;
const guarded = new GuardedProcess(program, args, {
  signals: ['SIGTERM', 'SIGKILL'],
  graceMs: 1_000,
  env: process.env,
  removes: [removed],
});
process.stdout.write(`${guarded.pid}\n`);
