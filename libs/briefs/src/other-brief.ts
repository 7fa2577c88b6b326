import { apiWord } from './api-words.ts';
import type { OtherBrief } from './existing.ts';

/** Finds the brief of the same service that lists or makes a resource. With `needsId`, each resource must have an id. */
export function findBriefFor(
  briefs: readonly OtherBrief[],
  service: string,
  { thing, inside, needsId }: { readonly thing: string; readonly inside?: string; readonly needsId: boolean },
): OtherBrief | undefined {
  return briefs.find(
    (brief) =>
      brief.service === service &&
      brief.thing === apiWord(thing) &&
      (brief.hasId || !needsId) &&
      (inside === undefined || brief.inside === apiWord(inside)),
  );
}

/** Notes that this brief needs the operation of another brief. */
export function noteNeededBrief({ file, operationId }: OtherBrief): string {
  return `This brief needs ${operationId}, which ${file} describes. A developer must generate that operation, too.`;
}
