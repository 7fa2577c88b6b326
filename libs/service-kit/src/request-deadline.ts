import type { FastifyRequest } from 'fastify';
import { timePolicy } from '#libs/configuration';
import { DEADLINE_HEADER, Deadline } from '#libs/runtime';
import { cameThroughEdge } from './edge-requests.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** In ms. Undefined selects the time policy's default. */
    deadlineMs?: number | undefined;
  }
}

const MILLISECONDS = /^\d{1,7}$/;

/** Anybody can send the deadline header. But a request that did not come through the edge is from a service. */
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
