import type { IncomingMessage } from 'node:http';
import { canonicalTarget } from '#contracts/vocabulary';

/** Fastify refuses this target, and passes it to `frameworkErrors`. */
const UNREADABLE = '/%';

/** The target that Fastify matches, so that it reads every request as the edge does. */
export function routableTarget({ url = '' }: IncomingMessage): string {
  return canonicalTarget(url) ?? UNREADABLE;
}
