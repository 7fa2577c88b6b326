import type { Brief } from './brief.ts';
import { type Design, design } from './design.ts';
import type { DeclaredOperation, Existing } from './existing.ts';
import { askAboutExisting, findClash } from './find-clash.ts';
import { apiWord } from './design-route.ts';
import { WHO, whoIn } from './questions.ts';
import { readAnswers, readBrief } from './read-brief.ts';
import { UnclearBrief } from './unclear-brief.ts';
import { camelCase, singular } from './words.ts';

export interface DesignedBrief {
  readonly brief: Brief;
  readonly operation: Design;
  /** Whether the contract has the operation, from this brief. */
  readonly isGenerated: boolean;
  /** What is in the way of the operation, as a question. Undefined if nothing is. */
  readonly clash?: string;
}

/** Reads a brief and designs its operation. Throws UnclearBrief with the questions that are open. */
export function designBrief(existing: Existing, yaml: string): DesignedBrief {
  const shown = findShown(existing, yaml);
  if (shown) throw new UnclearBrief([askAboutExisting(shown)]);
  const brief = readBrief(yaml, existing.services);
  const exported = existing.names[brief.service]?.exported ?? [];
  const operation = design(brief, new Set(exported), existing.reserved);
  const isGenerated =
    brief.operation === operation.operationId &&
    existing.operations.some(({ service, id }) => service === brief.service && id === operation.operationId);
  const clash = isGenerated ? undefined : findClash(existing, operation);
  return { brief, operation, isGenerated, ...(clash !== undefined && { clash }) };
}

/** The operation that shows the one thing that a brief is about, such as the overview. Other questions can wait then. */
function findShown({ operations }: Existing, yaml: string): DeclaredOperation | undefined {
  const { about, shows, changes, who, inside, operation } = readAnswers(yaml);
  const isOneRead = shows === 'one summary' || shows === 'one thing';
  if (typeof about !== 'string' || !isOneRead || changes !== 'no') return undefined;
  const isForMembers = typeof who !== 'string' || whoIn(who) === WHO[0].answer;
  if (!isForMembers || inside !== undefined || operation !== undefined) return undefined;
  const thing = camelCase(apiWord(singular(about))).toLowerCase();
  return operations.find(
    ({ id, method, paths }) =>
      method === 'GET' &&
      id.replace(/^[a-z]+/, '').toLowerCase() === thing &&
      paths.some((path) => path.startsWith('/v1/')),
  );
}

/** Designs the operation of a brief. Throws UnclearBrief if a question is open, or if it clashes with what exists. */
export function checkBrief(existing: Existing, yaml: string): Omit<DesignedBrief, 'clash'> {
  const { clash, ...designed } = designBrief(existing, yaml);
  if (clash !== undefined) throw new UnclearBrief([clash]);
  return designed;
}
