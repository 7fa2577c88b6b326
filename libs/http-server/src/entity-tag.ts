import { hash } from 'node:crypto';

/** Callers may keep the response, but must ask the server whether it is still valid. */
export const REVALIDATED = 'private, no-cache';

const READS = new Set(['GET', 'HEAD']);

/** Whether a JSON response gets an entity tag. Only responses of successful reads get a tag. */
export function isTagged(method: string | undefined, status: number): boolean {
  return status === 200 && READS.has(method ?? '');
}

/** The entity tag of a body. It is weak, because it is the same for every content coding. */
export function entityTagOf(body: string): string {
  return `W/"${hash('sha1', body, 'base64url')}"`;
}

/** Whether If-None-Match names the tag, by the weak comparison of RFC 9110 (8.8.3.2). */
export function matchesEntityTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = tag.replace('W/', '');
  return ifNoneMatch.split(',').some((member) => ['*', opaque].includes(member.trim().replace(/^W\//, '')));
}
