import type { FastifyRequest } from 'fastify';
import { timePolicy } from '#libs/configuration';
import { DEADLINE_HEADER, Deadline } from '#libs/runtime';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The deadline of the route's operation, in ms. The time policy's default applies without it. */
    deadlineMs?: number | undefined;
  }
}

const MILLISECONDS = /^\d{1,7}$/;

/** Whether the caller is one of our services. A browser sends this header only to origins that allow it. */
export function isFromService({ headers }: FastifyRequest): boolean {
  return headers[DEADLINE_HEADER] !== undefined;
}

/** The deadline of a request that starts now: the deadline of its operation, or of its caller if that is earlier. */
export function deadlineOf({ route, headers }: FastifyRequest): Deadline {
  const deadlineMs = route?.deadlineMs ?? timePolicy.operationMs;
  const given = headers[DEADLINE_HEADER];
  const isValid = typeof given === 'string' && MILLISECONDS.test(given);
  return new Deadline(isValid ? Math.min(deadlineMs, Number(given)) : deadlineMs);
}
