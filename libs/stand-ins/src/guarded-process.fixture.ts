import { GuardedProcess } from './guarded-process.ts';

/** Starts the program of the arguments as a guarded process, prints its id, and waits to be killed. */
const [, , removed = '', program = '', ...args] = process.argv;
const guarded = new GuardedProcess(program, args, {
  signals: ['SIGTERM', 'SIGKILL'],
  graceMs: 1_000,
  env: process.env,
  removes: [removed],
});
process.stdout.write(`${guarded.pid}\n`);
