import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformProblems } from '#contracts/vocabulary';
import { ProblemError, runInRequest } from '#libs/runtime';
import { Admission } from './admission.ts';
import { deadlineOf } from './request-deadline.ts';
import { sendProblem } from './send-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the request takes one of the places of the admission. */
    isAtWork: boolean;
  }
}

/** Requests that wait for a place. A caller who opens as many connections as a server takes still gets a quick refusal. */
const WAITING = 256;
/** Short enough that a refusal arrives within 50 ms, and long enough that callers who try again at once come less often. */
const WAITING_MS = 10;

/** Made once, because the stack of an error costs more than the rest of a refusal. */
const OVERLOADED = new ProblemError(
  platformProblems.unavailable,
  'The service has as much work as it can do in time; try again in a moment',
);

/**
 * Starts the work for a request, at most `atWork` at the same time, and refuses what finds no place in time. The work
 * begins when the body is there, so that a slow sender takes neither a place nor time of its own, and ends when the
 * response is ready to be sent, so that a slow reader takes no place either.
 */
export function boundWork(fastify: FastifyInstance, atWork: number): void {
  const admission = new Admission({ atWork, waiting: WAITING, waitingMs: WAITING_MS });
  const leave = (request: FastifyRequest): void => {
    if (!request.isAtWork) return;
    request.isAtWork = false;
    admission.leave();
  };
  const start = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const { id: requestId, headers } = request;
    const deadline = deadlineOf(request);
    request.context = { requestId, authorization: headers.authorization, deadline };
    request.isAtWork = true;
    // The handler of a caller who has gone away still works, at the latest until the deadline.
    reply.raw.once('close', () => {
      if (request.isAtWork) setTimeout(leave, deadline.remainingMs(), request);
    });
    runInRequest(request.context, done);
  };
  fastify.decorateRequest('isAtWork', false);
  fastify.addHook('preHandler', (request, reply, done) => {
    if (admission.tryEnter()) return start(request, reply, done);
    admission.enterLater(
      () => (reply.raw.closed ? admission.leave() : start(request, reply, done)),
      () => sendProblem(OVERLOADED, request, reply),
    );
  });
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    leave(request);
    done(null, payload);
  });
}
