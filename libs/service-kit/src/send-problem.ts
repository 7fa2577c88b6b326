import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathInTarget, problemBody } from '#contracts/vocabulary';
import type { ProblemError } from '#libs/runtime';
import { sendPage } from './send-page.ts';

/**
 * Responds with an error: a page to a person, application/problem+json to a program. A `Retry-After` that the reply has
 * already stays.
 */
export function sendProblem(error: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  if (error.retryAfterSeconds !== undefined && !reply.hasHeader('retry-after'))
    reply.header('retry-after', error.retryAfterSeconds);
  const { problem, message: detail, errors } = error;
  const page = request.server.errorPages?.pageFor(error, request, pathOf(request));
  if (page) {
    reply.send(sendPage(reply, page));
    return;
  }
  reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .send(problemBody(problem, { detail, path: pathOf(request), requestId: request.id, errors }));
}

/** The path that was asked for, without its query. */
export function pathOf(request: FastifyRequest): string {
  return pathInTarget(request.originalUrl);
}
