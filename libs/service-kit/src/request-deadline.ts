import type { FastifyRequest } from 'fastify';
import { timePolicy } from '#libs/configuration';
import { DEADLINE_HEADER, Deadline } from '#libs/runtime';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the operation of a route may take, in ms; the time policy applies without it. */
    deadlineMs?: number | undefined;
  }
}

const MILLISECONDS = /^\d{1,7}$/;

/** The deadline of a request, from now on: that of its operation, or of its caller where that is earlier. */
export function deadlineOf({ route, headers }: FastifyRequest): Deadline {
  const deadlineMs = route?.deadlineMs ?? timePolicy.operationMs;
  const given = headers[DEADLINE_HEADER];
  const isValid = typeof given === 'string' && MILLISECONDS.test(given);
  return new Deadline(isValid ? Math.min(deadlineMs, Number(given)) : deadlineMs);
}
