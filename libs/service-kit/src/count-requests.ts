import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#libs/telemetry';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation that a route answers; undefined for routes of no contract. */
    operationId?: string;
  }
}

/** Counts every request that is answered, and how long it took. */
export function countRequests(app: NestFastifyApplication, metrics: Metrics): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest({
      operation: request.route?.operationId,
      method: request.method,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}
