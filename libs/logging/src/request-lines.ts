import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Deadline, type RequestContext, runInRequest } from '#libs/runtime';
import { PinoLogger } from './pino-logger.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the complete request has arrived. */
    context: RequestContext | null;
  }
}

export type ToLoggablePath = (path: string) => string;

export const TO_LOGGABLE_PATH = Symbol('to loggable path');

/** Writes one line per request: after its response, or when the caller disconnects. */
@Injectable()
export class RequestLines implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly logger: PinoLogger,
    @Inject(TO_LOGGABLE_PATH) private readonly toLoggablePath: ToLoggablePath,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    fastify.decorateRequest('context', null);
    fastify.addHook('onRequest', (request, reply, done) => {
      // Fastify doesn't call its hook for sent responses if the caller disconnects.
      reply.raw.once('close', () => this.write(request, reply));
      done();
    });
  }

  private write(request: FastifyRequest, reply: FastifyReply): void {
    runInRequest(request.context ?? contextWithout(request), writeLine, this.logger, {
      method: request.method,
      path: this.toLoggablePath(pathOf(request.url)),
      reply,
    });
  }
}

interface Ended {
  readonly method: string;
  readonly path: string;
  readonly reply: FastifyReply;
}

function writeLine(logger: PinoLogger, { method, path, reply }: Ended): void {
  const { statusCode: status, raw, elapsedTime } = reply;
  const fields = { req: { method, path }, res: { status }, duration_ms: Math.round(elapsedTime) };
  if (status >= 500) logger.error(fields, 'request errored');
  else logger.info(fields, raw.writableFinished ? 'request completed' : 'request aborted');
}

function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
}

/** Creates a context for a request that was rejected early and therefore has none. */
function contextWithout({ id: requestId }: FastifyRequest): RequestContext {
  return { requestId, authorization: undefined, deadline: new Deadline(0) };
}
