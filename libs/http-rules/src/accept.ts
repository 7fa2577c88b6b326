import type { Operation, Response } from '#contracts/vocabulary';
import { type QualityValue, parseQualityValues } from './quality-values.ts';

const MEDIA_TYPES: Readonly<Record<Response['kind'], readonly string[]>> = {
  json: ['application/json', 'application/problem+json'],
  html: ['text/html'],
  // Redirects and empty responses have no body.
  redirect: [],
  empty: [],
};

/**
 * Returns a function that checks an Accept header. The header must allow at least one media type of the operation's
 * responses. An empty header allows all media types.
 */
export function acceptChecker({ responses }: Pick<Operation, 'responses'>): (header: string) => boolean {
  const types = Object.values(responses).flatMap(({ kind }) => MEDIA_TYPES[kind]);
  return (header) => {
    if (types.length === 0 || header === '*/*' || types.includes(header)) return true;
    const ranges = parseQualityValues(header);
    return ranges.length === 0 || types.some((type) => qualityOf(type, ranges) > 0);
  };
}

/** Returns the quality of the most specific range that matches the type. Returns 0 if no range matches. */
function qualityOf(type: string, ranges: readonly QualityValue[]): number {
  const group = `${type.split('/')[0] ?? ''}/*`;
  for (const wanted of [type, group, '*/*']) {
    const range = ranges.find(({ value }) => value === wanted);
    if (range) return range.quality;
  }
  return 0;
}
