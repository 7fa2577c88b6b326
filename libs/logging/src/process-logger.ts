import { type Logger, pino } from 'pino';
import { z } from 'zod';
import { lineOptions } from './line-options.ts';
import { standardOutput } from './standard-output.ts';

export type ProcessLogger = Logger;

const named = z.object({ name: z.string() });
const variables = z.object({
  SERVICE_VERSION: z.string().default('dev'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).catch('info'),
});

/**
 * Creates the logger that a process uses outside of its Nest application: at boot, in commands and at exit. The
 * logger also works with an invalid manifest or environment, so that a process can log the error.
 */
export function createProcessLogger(manifest: unknown, environment: NodeJS.ProcessEnv): ProcessLogger {
  const { SERVICE_VERSION: version, LOG_LEVEL: level } = variables.parse(environment);
  const { data } = named.safeParse(manifest);
  return pino(lineOptions({ service: data?.name ?? 'unknown', version, level }), standardOutput);
}
