import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformProblems } from '#contracts/vocabulary';
import { ProblemError, runInRequest } from '#libs/runtime';
import { Admission } from './admission.ts';
import { deadlineOf } from './request-deadline.ts';
import { sendProblem } from './send-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the request occupies a place. */
    isAtWork: boolean;
  }
}

/** How many requests wait for a place. A waiting request costs less than a caller that is refused and comes back. */
const WAITING = 256;
/** A person still waits that long for a screen. */
const WAITING_MS = 1500;

/** Created once, because creating an error's stack costs more than the rest of a refusal. */
const OVERLOADED = new ProblemError(
  platformProblems.unavailable,
  'The service has as much work as it can do in time; try again in a moment',
);

/**
 * Limits the requests at work to `atWork`, and refuses requests that get no place in time. The work begins when the
 * body has arrived, so that a slow sender uses neither a place nor its deadline. It ends when the response is ready
 * to be sent, so that a slow reader uses no place either.
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
    // If the caller disconnects, the handler still works, at most until the deadline.
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
