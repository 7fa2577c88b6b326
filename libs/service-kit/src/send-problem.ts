import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathInTarget, problemBody } from '#contracts/vocabulary';
import type { ProblemError } from '#libs/runtime';
import { targetOf } from './request-target.ts';

/** Responds with an error as application/problem+json. A `Retry-After` that the reply has already stays. */
export function sendProblem(error: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  if (error.retryAfterSeconds !== undefined && !reply.hasHeader('retry-after'))
    reply.header('retry-after', error.retryAfterSeconds);
  const { problem, message: detail, errors } = error;
  reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .send(problemBody(problem, { detail, path: pathOf(request), requestId: request.id, errors }));
}

/** The path that was asked for, without its query. */
export function pathOf(request: FastifyRequest): string {
  return pathInTarget(targetOf(request));
}
