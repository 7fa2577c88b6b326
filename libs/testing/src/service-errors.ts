import { sep } from 'node:path';
import { z } from 'zod';

declare global {
  /**
   * The errors that services have logged since the current test started. The Jest environment reads and clears this
   * list.
   */
  var serviceErrors: string[] | undefined;
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly cause?: LoggedError | undefined;
}

const loggedError: z.ZodType<LoggedError> = z.object({
  type: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  cause: z.lazy(() => loggedError).optional(),
});

const errorLine = z.object({
  level: z.enum(['error', 'fatal']),
  service: z.string(),
  msg: z.string(),
  err: loggedError,
});

export function keepServiceError(line: string): void {
  const { data } = errorLine.safeParse(JSON.parse(line));
  if (!data) return;
  globalThis.serviceErrors ??= [];
  globalThis.serviceErrors.push(`${data.service} logged "${data.msg}":\n${describeError(data.err)}`);
}

/** Includes the causes of an error, and the lines of the product's code that threw the error. */
function describeError({ type, message, stack = '', cause }: LoggedError): string {
  const own = ownFrames(stack).map((frame) => `    in ${frame}\n`);
  const text = `  ${type}: ${message}\n${own.join('')}`;
  return cause ? `${text}  caused by\n${describeError(cause)}` : text;
}

/**
 * Leaves out frames of packages and of Node. The result does not look like a stack trace, because Jest would use a
 * stack trace to locate the failed test.
 */
function ownFrames(stack: string): string[] {
  return [...stack.matchAll(/^\s+at (?:(\S+) )?.*?([^\s(]+):(\d+):\d+\)?$/gm)]
    .filter(([, , file = '']) => !/node_modules|^node:/.test(file))
    .map(([, name = '', file = '', row = '']) => `${relative(file)}:${row} ${name}`.trimEnd());
}

function relative(file: string): string {
  return file.replace(`${process.cwd()}${sep}`, '');
}
