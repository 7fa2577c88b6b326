import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const READS = new Set(['GET', 'HEAD']);

/**
 * Gives a successful JSON read its ETag. Returns the payload to send: none, with 304, where the caller has it already.
 * The tag is weak, because it stays the same whatever the content coding.
 */
export function withEntityTag(request: FastifyRequest, reply: FastifyReply, payload: string): string {
  if (reply.statusCode !== 200 || !READS.has(request.method) || !isJson(reply)) return payload;
  const tag = `W/"${hash('sha1', payload, 'base64url')}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (!matches(request.headers['if-none-match'], tag)) return payload;
  reply.status(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}

function isJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json');
}

/** The weak comparison of RFC 9110 (8.8.3.2). */
function matches(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = tag.replace('W/', '');
  return ifNoneMatch.split(',').some((member) => ['*', opaque].includes(member.trim().replace(/^W\//, '')));
}
