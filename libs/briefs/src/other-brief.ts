import { operationIdOf } from './answers/brief.ts';
import { findService } from './answers/find-service.ts';
import type { OtherBrief, Service } from './existing.ts';
import { apiWord } from './api-words.ts';
import { draftOf, formIn, readAnswers } from './answers/draft.ts';
import { changeIn, showsIn } from './answers/questions.ts';
import { splitThing } from './answers/split-thing.ts';
import { singular } from './words.ts';

/** Reads the operation of a brief. Undefined if the brief is not YAML or has no name. */
export function readOtherBrief(
  file: string,
  yaml: string,
  services: readonly Service[],
): OtherBrief | undefined {
  const draft = tryReading(yaml);
  if (draft === undefined || draft.name === '') return undefined;
  const { about, inside = draft.inside } = splitThing(draft.about);
  const form = formIn(draft);
  const common = {
    file,
    operationId: operationIdOf(draft),
    service: findService(draft.service, services)?.name,
    hasId: form !== 'action',
  };
  const thing = apiWord(singular(about));
  if (form === 'action') return { ...common, thing: changeIn(draft.changes), inside: thing };
  return {
    ...common,
    ...((form === 'new' || showsIn(draft.shows) === 'a list') && { thing }),
    ...(inside !== '' && { inside: apiWord(singular(inside)) }),
  };
}

function tryReading(yaml: string) {
  try {
    return draftOf(readAnswers(yaml));
  } catch {
    return undefined;
  }
}

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
