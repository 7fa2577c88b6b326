import type { RequestListener, Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformProblems } from '#contracts/vocabulary';
import { refusalDetails } from '#libs/http-rules';
import { type BoundedServer, headFault } from '#libs/http-server';
import type { ServiceConfig } from '#libs/configuration';
import { ProblemError } from '#libs/runtime';
import { registerBodyParsers } from './body-parsers.ts';
import { boundWork } from './bound-work.ts';
import { withContentCoding } from './content-coding.ts';
import { withEntityTag } from './entity-tag.ts';
import { isFromService } from './request-deadline.ts';
import { requestIdOf } from './request-id.ts';
import { routableTarget } from './request-target.ts';
import { sendProblem } from './send-problem.ts';

/** In bytes. A support message of 5 000 characters fits, even if each character needs several bytes. */
const BODY_LIMIT = 64 * 1024;
/**
 * Longer than any valid id, so that validation rejects a long id with 400. With a lower limit, the router would return
 * 404.
 */
const MAX_PARAMETER_LENGTH = 16 * 1024;
/** For one year, browsers use only HTTPS for this host. */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

type RouteConfig = FastifyRequest['routeOptions']['config'];

declare module 'fastify' {
  interface FastifyRequest {
    /** A copy of `routeOptions.config`, because Fastify assembles `routeOptions` on each access. */
    route: RouteConfig | null;
  }
}

export function createHttpAdapter(config: ServiceConfig, server: BoundedServer): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    serverFactory: (listener: RequestListener): Server => server.answerWith(listener),
    // The server responds to requests that it cannot parse. Fastify would send a second response.
    clientErrorHandler: () => undefined,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: requestIdOf,
    trustProxy: (_address, hop) => hop < config.http.trustedProxies,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    rewriteUrl: routableTarget,
    // Services use hooks instead of Nest middleware, because the middleware would compare the path of each request
    // again.
    skipMiddie: true,
    frameworkErrors: refuseUnreadable,
  });
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.decorateRequest('route', null);
  fastify.decorateRequest('valid', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    request.route = request.routeOptions.config;
    const fault = headFault(request.raw);
    if (fault) {
      if (fault.closes) reply.header('connection', 'close');
      return sendProblem(new ProblemError(fault.problem, fault.detail), request, reply);
    }
    done();
  });
  registerBodyParsers(adapter);
  boundWork(fastify, config.http.requestsAtWork);
  const isProduction = config.environment === 'production';
  fastify.addHook('onSend', (request, reply, payload: unknown, done) => {
    const tagged = typeof payload === 'string' ? withEntityTag(request, reply, payload) : payload;
    addCommonHeaders(request, reply);
    if (isProduction && !isFromService(request)) reply.header('strict-transport-security', STRICT_TRANSPORT);
    // The caller may still be sending. If the server closed the connection now, the caller might not receive the
    // response.
    if (reply.statusCode === 413) reply.removeHeader('connection');
    const compressed = typeof tagged === 'string' ? withContentCoding(request, reply, tagged) : undefined;
    if (!compressed) return done(null, tagged);
    compressed.then((bytes) => done(null, bytes), done);
  });
  return adapter;
}

function addCommonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
  if (!isFromService(request)) {
    reply.headers(COMMON_HEADERS);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  }
  const added = request.context?.responseHeaders;
  if (added) reply.headers(added);
}

/** For a path that cannot be decoded, Fastify runs neither hooks nor filters. */
function refuseUnreadable(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  addCommonHeaders(request, reply);
  sendProblem(new ProblemError(platformProblems.invalidRequest, refusalDetails.unreadable), request, reply);
}
