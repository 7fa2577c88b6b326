import type { FastifyReply, FastifyRequest } from 'fastify';
import { REVALIDATED, entityTagOf, isTagged, matchesEntityTag } from '#libs/http-server';
import { isFromService } from './request-deadline.ts';

/**
 * Adds an ETag to a successful JSON read, and returns the payload to send. If the caller already has the current
 * representation, the status is 304 and the payload is empty. Responses to other services get no ETag, because
 * services cache no responses.
 */
export function withEntityTag(request: FastifyRequest, reply: FastifyReply, payload: string): string | null {
  if (!isTagged(request.method, reply.statusCode) || !isJson(reply)) return payload;
  if (isFromService(request)) return payload;
  const tag = entityTagOf(payload);
  reply.header('etag', tag).header('cache-control', REVALIDATED);
  if (!matchesEntityTag(request.headers['if-none-match'], tag)) return payload;
  reply.status(304).header('vary', 'accept-encoding');
  reply.removeHeader('content-type').removeHeader('content-length');
  // Fastify reads the length of the payload of a HEAD response, so the payload must be a string.
  return request.method === 'HEAD' ? '' : null;
}

function isJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json');
}
