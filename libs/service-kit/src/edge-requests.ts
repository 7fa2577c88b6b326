import type { IncomingHttpHeaders } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Exposure } from '#contracts/vocabulary';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Undefined for routes that no contract declares. */
    exposure?: Exposure;
  }
}

/** The load balancer sets these headers on every request, so a caller can't remove them. Services don't set them. */
const EDGE_HEADERS = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port'];

/** False if a service or the identity provider sent the request directly. */
export function cameThroughEdge(headers: IncomingHttpHeaders): boolean {
  return EDGE_HEADERS.some((name) => headers[name] !== undefined);
}

/**
 * Hides internal operations from requests that came through the edge. The rules of the load balancer are not enough:
 * the rules match more paths than the contract has, and the load balancer doesn't decode a path before it compares the
 * path.
 */
export function hideInternalOperations(app: NestFastifyApplication): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    const isHidden = request.route?.exposure === 'internal' && cameThroughEdge(request.headers);
    if (isHidden) reply.callNotFound();
    else done();
  });
}
