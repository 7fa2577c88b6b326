import type { FastifyRequest } from 'fastify';
import { timePolicy } from '#libs/configuration';
import { DEADLINE_HEADER, Deadline } from '#libs/runtime';
import { cameThroughEdge } from './edge-requests.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The deadline of the route's operation, in ms. The time policy's default applies without it. */
    deadlineMs?: number | undefined;
  }
}

const MILLISECONDS = /^\d{1,7}$/;

/** Whether the caller is one of our services. Anybody may send this header, but only services don't use the edge. */
export function isFromService({ headers }: FastifyRequest): boolean {
  return headers[DEADLINE_HEADER] !== undefined && !cameThroughEdge(headers);
}

/**
 * The deadline of a request that starts now: the deadline of its operation, or of the calling service if that is earlier.
 */
export function deadlineOf(request: FastifyRequest): Deadline {
  const deadlineMs = request.route?.deadlineMs ?? timePolicy.operationMs;
  const given = isFromService(request) ? request.headers[DEADLINE_HEADER] : undefined;
  const isValid = typeof given === 'string' && MILLISECONDS.test(given);
  return new Deadline(isValid ? Math.min(deadlineMs, Number(given)) : deadlineMs);
}
