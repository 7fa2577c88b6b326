import { shapeOfPath } from '#contracts/vocabulary';
import type { Design } from '../design/design.ts';
import type { OtherBrief } from '../existing.ts';
import { allOf } from '../words.ts';

/**
 * Notes that other briefs describe the same request. `briefs` may contain this brief, whose file is unknown: it is the
 * only one with its name, so a second brief with this name is a different one.
 */
export function noteSameRequest(
  { method, path, operationId }: Design,
  briefs: readonly OtherBrief[],
): string[] {
  const same = briefs.filter(({ request }) => request === `${method} ${shapeOfPath(path)}`);
  const named = same.filter((brief) => brief.operationId === operationId);
  const others = named.length > 1 ? same : same.filter((brief) => !named.includes(brief));
  if (others.length === 0) return [];
  const files = allOf(others.map(({ file }) => file));
  return [
    `${files} ${others.length === 1 ? 'describes' : 'describe'} the same request (${method} ${path}). Only one brief can become an operation. Keep one of these briefs, or write under about and name what is different.`,
  ];
}
