import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Tracing } from '#libs/tracing';

/** Has every request traced under its route; what no route answers keeps its method as its name. */
export function nameSpans(app: NestFastifyApplication, tracing: Tracing): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', ({ method, routeOptions }, _reply, done) => {
    if (routeOptions.url !== undefined) tracing.nameRequest(method, routeOptions.url);
    done();
  });
}
