import type { IncomingMessage } from 'node:http';
import { canonicalTarget } from '#libs/http-rules';

/** A target that Fastify rejects and passes to `frameworkErrors`. */
const UNREADABLE = '/%';

/** The target that Fastify matches with routes. The edge parses targets in the same way. */
export function routableTarget({ url = '' }: IncomingMessage): string {
  return canonicalTarget(url) ?? UNREADABLE;
}
