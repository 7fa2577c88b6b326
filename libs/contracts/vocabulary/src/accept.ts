import type { Operation, Response } from './operation.ts';
import { type QualityValue, parseQualityValues } from './quality-values.ts';

const MEDIA_TYPES: Readonly<Record<Response['kind'], readonly string[]>> = {
  json: ['application/json', 'application/problem+json'],
  html: ['text/html'],
  // It has no body.
  redirect: [],
};

/** Whether an Accept header allows any of the media types that the operation responds with. Every one does if empty. */
export function accepts(header: string, operation: Pick<Operation, 'responses'>): boolean {
  return acceptChecker(operation)(header);
}

/** Returns a function that checks the Accept header of an operation's requests (see accepts). */
export function acceptChecker({ responses }: Pick<Operation, 'responses'>): (header: string) => boolean {
  const types = Object.values(responses).flatMap(({ kind }) => MEDIA_TYPES[kind]);
  return (header) => {
    if (types.length === 0 || header === '*/*' || types.includes(header)) return true;
    const ranges = parseQualityValues(header);
    return ranges.length === 0 || types.some((type) => qualityOf(type, ranges) > 0);
  };
}

/** The quality of the most specific matching range. 0 if none matches. */
function qualityOf(type: string, ranges: readonly QualityValue[]): number {
  const group = `${type.split('/')[0] ?? ''}/*`;
  for (const wanted of [type, group, '*/*']) {
    const range = ranges.find(({ value }) => value === wanted);
    if (range) return range.quality;
  }
  return 0;
}
