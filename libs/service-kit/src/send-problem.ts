import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, pathInTarget, problemUri } from '#contracts/vocabulary';
import type { ProblemError } from '#libs/runtime';
import { targetOf } from './request-target.ts';

/** Responds with an error as application/problem+json. A `Retry-After` that the reply has already stays. */
export function sendProblem(error: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  if (error.retryAfterSeconds !== undefined && !reply.hasHeader('retry-after'))
    reply.header('retry-after', error.retryAfterSeconds);
  reply
    .status(error.problem.status)
    .header('content-type', 'application/problem+json')
    .send(toBody(error, pathOf(request), request.id));
}

/** The path that was asked for, without its query. */
export function pathOf(request: FastifyRequest): string {
  return pathInTarget(targetOf(request));
}

function toBody({ problem, message, errors }: ProblemError, path: string, requestId: string): Problem {
  return {
    type: problemUri(problem.code),
    title: problem.title,
    status: problem.status,
    detail: message,
    instance: path,
    code: problem.code,
    request_id: requestId,
    ...(errors && { errors: [...errors] }),
  };
}
