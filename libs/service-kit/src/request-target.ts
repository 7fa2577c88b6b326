import type { IncomingMessage } from 'node:http';
import { canonicalTarget } from '#libs/http-rules';

/** Fastify rejects this target and passes it to `frameworkErrors`. */
const UNREADABLE = '/%';

/** The target that Fastify matches. It is parsed in the same way as at the edge. */
export function routableTarget({ url = '' }: IncomingMessage): string {
  return canonicalTarget(url) ?? UNREADABLE;
}
