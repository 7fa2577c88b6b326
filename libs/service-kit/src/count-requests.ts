import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#libs/telemetry';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation of a route; undefined for routes that no contract declares. */
    operationId?: string;
  }
}

/** Records the duration of every request. */
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
