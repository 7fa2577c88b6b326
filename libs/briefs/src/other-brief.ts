import { formOf, operationIdOf } from './answers/brief.ts';
import { apiWord } from './api-words.ts';
import { draftOf, readAnswers } from './answers/draft.ts';
import { changeIn, showsIn } from './answers/questions.ts';
import { splitThing } from './answers/split-thing.ts';
import { singular } from './words.ts';

/** The operation that another brief describes. It may not be in a contract yet. */
export interface OtherBrief {
  readonly file: string;
  readonly operationId: string;
  /**
   * The resource that users can find or make with the operation, such as a card order or the freeze of a card, and its
   * parent. Both are API words.
   */
  readonly thing?: string;
  readonly inside?: string;
  readonly service: string;
  /** Whether each such resource has an id of its own. The freeze of a card has none. */
  readonly hasId: boolean;
}

/** Reads the operation of a brief. Undefined if the brief is not YAML or has no name. */
export function readOtherBrief(file: string, yaml: string): OtherBrief | undefined {
  const draft = tryReading(yaml);
  if (draft === undefined || draft.name === '') return undefined;
  const { about, inside = draft.inside } = splitThing(draft.about);
  const changes = changeIn(draft.changes === '' ? 'no' : draft.changes);
  const form = formOf({ changes });
  const common = {
    file,
    operationId: operationIdOf(draft),
    service: draft.service,
    hasId: form !== 'action',
  };
  const thing = apiWord(singular(about));
  if (form === 'action') return { ...common, thing: changes, inside: thing };
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
