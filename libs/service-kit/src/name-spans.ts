import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Tracing } from '#libs/tracing';

/** Names each span after the request's route. If a request has no route, the name of the span is the HTTP method. */
export function nameSpans(app: NestFastifyApplication, tracing: Tracing): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', ({ method, route }, _reply, done) => {
    if (route?.url !== undefined) tracing.nameRequest(method, route.url);
    done();
  });
}
