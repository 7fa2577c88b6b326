import type { FastifyReply, FastifyRequest } from 'fastify';
import { REVALIDATED, entityTagOf, isTagged, matchesEntityTag } from '#libs/http-server';

/**
 * Gives a successful JSON read its ETag. Returns the payload to send: none, with 304, where the caller has it already.
 */
export function withEntityTag(request: FastifyRequest, reply: FastifyReply, payload: string): string {
  if (!isTagged(request.method, reply.statusCode) || !isJson(reply)) return payload;
  const tag = entityTagOf(payload);
  reply.header('etag', tag).header('cache-control', REVALIDATED);
  if (!matchesEntityTag(request.headers['if-none-match'], tag)) return payload;
  reply.status(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}

function isJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json');
}
