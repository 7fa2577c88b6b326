import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#libs/telemetry';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Undefined for routes that no contract declares. */
    operationId?: string;
  }
}

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
