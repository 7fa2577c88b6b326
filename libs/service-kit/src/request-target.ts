import type { IncomingMessage } from 'node:http';
import { canonicalTarget } from '#libs/http-rules';

/** Fastify rejects this target and calls `frameworkErrors`. */
const UNREADABLE = '/%';

export function routableTarget({ url = '' }: IncomingMessage): string {
  return canonicalTarget(url) ?? UNREADABLE;
}
