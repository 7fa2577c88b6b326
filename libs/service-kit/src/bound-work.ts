import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformProblems } from '#contracts/vocabulary';
import { ProblemError, runInRequest } from '#libs/runtime';
import { Admission } from './admission.ts';
import { deadlineOf } from './request-deadline.ts';
import { sendProblem } from './send-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    isAtWork: boolean;
  }
}

/**
 * The maximum number of waiting requests. A waiting request costs less than a refused request, because refused
 * callers retry.
 */
const WAITING = 256;
/** In ms. People accept this delay before a screen appears. */
const WAITING_MS = 1500;

/** Created only once, because the stack trace is the slowest part of a refusal. */
const OVERLOADED = new ProblemError(
  platformProblems.unavailable,
  'The service is overloaded; try again in a moment',
);

/**
 * Limits the concurrent requests to `atWork`, and refuses requests that can't start in time. A request counts only
 * while the service works on it: from the arrival of the body until the response is ready. Therefore, slow senders and
 * slow readers don't count. The deadline of a slow sender starts when the body has arrived.
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
    // If the caller disconnects, the handler continues, at most until the deadline.
    reply.raw.once('close', () => {
      if (request.isAtWork) setTimeout(leave, deadline.remainingMs(), request);
    });
    runInRequest(request.context, done);
  };
  fastify.decorateRequest('isAtWork', false);
  fastify.addHook('preHandler', (request, reply, done) => {
    // For an empty path parameter, Nest calls Fastify's 404 handler, and this hook runs a second time.
    if (request.isAtWork) return done();
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
