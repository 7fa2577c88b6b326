import { hash } from 'node:crypto';

/** Callers may store the response. Before each use, they must ask the server whether the response is still valid. */
export const REVALIDATED = 'private, no-cache';

const READS = new Set(['GET', 'HEAD']);

export function isTagged(method: string | undefined, status: number): boolean {
  return status === 200 && READS.has(method ?? '');
}

/** The tag is weak, because it is the same for every content coding. */
export function entityTagOf(body: string): string {
  return `W/"${hash('sha1', body, 'base64url')}"`;
}

/** Compares weakly, as RFC 9110 (8.8.3.2) requires. */
export function matchesEntityTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = tag.replace('W/', '');
  return ifNoneMatch.split(',').some((member) => ['*', opaque].includes(member.trim().replace(/^W\//, '')));
}
