import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathInTarget, problemBody } from '#libs/http-rules';
import type { ProblemError } from '#libs/runtime';
import { sendPage } from './send-page.ts';

/**
 * Sends a page to a person, and application/problem+json to a program. Keeps a `Retry-After` that the reply already
 * has.
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

/** Without the query. */
export function pathOf(request: FastifyRequest): string {
  return pathInTarget(request.originalUrl);
}
