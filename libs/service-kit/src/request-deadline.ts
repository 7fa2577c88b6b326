import type { FastifyRequest } from 'fastify';
import { timePolicy } from '#libs/configuration';
import { DEADLINE_HEADER, Deadline } from '#libs/runtime';
import { cameThroughEdge } from './edge-requests.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** In ms. If undefined, the default in the time policy applies. */
    deadlineMs?: number | undefined;
  }
}

const MILLISECONDS = /^\d{1,7}$/;

/**
 * Anybody can send the deadline header, so the header is not enough: the request must also come from inside the
 * network.
 */
export function isFromService({ headers }: FastifyRequest): boolean {
  return headers[DEADLINE_HEADER] !== undefined && !cameThroughEdge(headers);
}

/** Returns the earlier of two deadlines: the deadline of the operation, and the deadline of the calling service. */
export function deadlineOf(request: FastifyRequest): Deadline {
  const deadlineMs = request.route?.deadlineMs ?? timePolicy.operationMs;
  const given = isFromService(request) ? request.headers[DEADLINE_HEADER] : undefined;
  const isValid = typeof given === 'string' && MILLISECONDS.test(given);
  return new Deadline(isValid ? Math.min(deadlineMs, Number(given)) : deadlineMs);
}
