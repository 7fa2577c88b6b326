import { shapeOfPath } from '#contracts/vocabulary';
import { operationIdOf } from './answers/brief.ts';
import { findService } from './answers/find-service.ts';
import { apiWord } from './api-words.ts';
import { aboutOf, designRoute } from './design/design-route.ts';
import type { DeclaredOperation, OtherBrief, Service } from './existing.ts';
import { readBrief } from './read-brief.ts';
import { draftOf, formIn, readAnswers } from './answers/draft.ts';
import { changeIn, showsIn } from './answers/questions.ts';
import { splitThing } from './answers/split-thing.ts';
import { UnclearBrief } from './answers/unclear-brief.ts';
import { singular } from './words.ts';

/** Reads the operation of a brief. Undefined if the brief is not YAML or has no name. */
export function readOtherBrief(
  file: string,
  yaml: string,
  services: readonly Service[],
  operations: readonly DeclaredOperation[] = [],
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
    request: requestOf(yaml, services, operations),
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

/** Undefined if a question about the brief is open. */
function requestOf(
  yaml: string,
  services: readonly Service[],
  operations: readonly DeclaredOperation[],
): string | undefined {
  try {
    const brief = readBrief(yaml, services, operations);
    const { method, path } = designRoute(brief, aboutOf(brief));
    return `${method} ${shapeOfPath(path)}`;
  } catch (error) {
    if (error instanceof UnclearBrief) return undefined;
    throw error;
  }
}
