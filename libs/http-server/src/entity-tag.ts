import { hash } from 'node:crypto';

/** A response that callers keep, and use only after the server has said that it is still right. */
export const REVALIDATED = 'private, no-cache';

const READS = new Set(['GET', 'HEAD']);

/** Whether a response with JSON gets an entity tag: successful reads alone. */
export function isTagged(method: string | undefined, status: number): boolean {
  return status === 200 && READS.has(method ?? '');
}

/** The entity tag of a body. It is weak, because it stays the same whatever the content coding. */
export function entityTagOf(body: string): string {
  return `W/"${hash('sha1', body, 'base64url')}"`;
}

/** Whether If-None-Match names the tag, by the weak comparison of RFC 9110 (8.8.3.2). */
export function matchesEntityTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = tag.replace('W/', '');
  return ifNoneMatch.split(',').some((member) => ['*', opaque].includes(member.trim().replace(/^W\//, '')));
}
