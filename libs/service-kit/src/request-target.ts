import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { canonicalTarget } from '#contracts/vocabulary';

/** Fastify refuses this target, and passes it to `frameworkErrors`. */
const UNREADABLE = '/%';

/** Targets that were rewritten, as they came: middleware overwrites Fastify's own memory of them. */
const originals = new WeakMap<IncomingMessage, string>();

/** The target that Fastify matches, so that it reads every request as the edge does. */
export function routableTarget(request: IncomingMessage): string {
  const { url = '' } = request;
  const target = canonicalTarget(url) ?? UNREADABLE;
  if (target !== url) originals.set(request, url);
  return target;
}

/** The target of a request as the caller sent it. */
export function targetOf({ raw, originalUrl }: FastifyRequest): string {
  return originals.get(raw) ?? originalUrl;
}
