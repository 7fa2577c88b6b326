import type { Brief } from './answers/brief.ts';
import { type Design, design } from './design/design.ts';
import { draftOf, readAnswers } from './answers/draft.ts';
import type { Existing } from './existing.ts';
import { extendOperation, extendedBy } from './checks/extend-operation.ts';
import { askAboutRefusedRead, askAboutSimilar, askForPart, findClash } from './checks/find-clash.ts';
import { askForId } from './checks/known-things.ts';
import { noteSameRequest } from './notes/note-same-request.ts';
import { notesOn } from './notes/notes.ts';
import { readBrief } from './read-brief.ts';
import { askWhoMayUse } from './checks/who-may-use.ts';
import { UnclearBrief } from './answers/unclear-brief.ts';

export interface DesignedBrief {
  readonly brief: Brief;
  readonly operation: Design;
  readonly isGenerated: boolean;
  readonly isExtended?: boolean;
  /** Sentences for the author. They need no answer. */
  readonly notes: readonly string[];
  /** A question for the author if the operation can't be added. Otherwise undefined. */
  readonly clash?: string;
}

/** Reads a brief and designs its operation. Throws UnclearBrief with all open questions. */
export function designBrief(existing: Existing, yaml: string): DesignedBrief {
  const brief = readBrief(yaml, existing.services, existing.operations);
  const { exported = [], problems = exported } = existing.names[brief.service] ?? {};
  const operation = design(brief, new Set(exported), existing.reserved, new Set(problems));
  const isGenerated =
    brief.operation === operation.operationId &&
    existing.operations.some(({ service, id }) => service === brief.service && id === operation.operationId);
  const target = extendedBy(brief, existing.operations);
  if (target)
    return { brief, isGenerated: false, isExtended: true, ...extendOperation(brief, operation, target) };
  const briefs = existing.briefs?.filter(({ operationId }) => operationId !== operation.operationId) ?? [];
  const notes = [
    ...(isGenerated ? [] : noteSameRequest(operation, existing.briefs ?? [])),
    ...notesOn(brief, operation, draftOf(readAnswers(yaml)), { ...existing, briefs }),
  ];
  const clash = isGenerated
    ? undefined
    : (findClash(existing, brief, operation) ??
      askAboutRefusedRead(operation) ??
      askAboutSimilar(brief, operation, existing.operations) ??
      askForId(brief, operation, { ...existing, briefs }) ??
      askWhoMayUse(operation, existing.operations) ??
      askForPart(brief, operation));
  return { brief, operation, isGenerated, notes, ...(clash !== undefined && { clash }) };
}

/** Designs the operation of a brief. Throws UnclearBrief if a question is open, or if the operation exists already. */
export function checkBrief(existing: Existing, yaml: string): Omit<DesignedBrief, 'clash'> {
  const { clash, ...designed } = designBrief(existing, yaml);
  if (clash !== undefined) throw new UnclearBrief([clash]);
  return designed;
}
