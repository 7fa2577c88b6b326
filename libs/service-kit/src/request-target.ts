import type { IncomingMessage } from 'node:http';
import { canonicalTarget } from '#libs/http-rules';

/** Fastify rejects this target and calls `frameworkErrors`. */
const UNREADABLE = '/%';

/** Returns the path and query that Fastify matches with routes. The edge uses the same rules. */
export function routableTarget({ url = '' }: IncomingMessage): string {
  return canonicalTarget(url) ?? UNREADABLE;
}
