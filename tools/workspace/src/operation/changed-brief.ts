import type { Tree } from '@nx/devkit';
import {
  type Design,
  type DesignedBrief,
  type Existing,
  UnclearBrief,
  checkBrief,
  designBrief,
} from '#libs/briefs';
import { type Files, filesOf } from './names.ts';
import { readExisting } from './read-existing.ts';

export interface ChangedBrief {
  /** The design from the brief of the last generation. Undefined if that brief was not stored. */
  readonly before?: Design;
  readonly after: Design;
  /** The workspace without the operation. */
  readonly others: Files;
}

/** Thrown if a changed brief would break callers. The message lists every change and what to do instead. */
export class BreakingBrief extends Error {}

/**
 * Designs the operation twice: from the brief of the last generation, and from the present brief. Treats the
 * operation as new each time. Throws UnclearBrief if the present brief has an open question or clashes with
 * another operation.
 */
export function readChangedBrief(tree: Tree, yaml: string, present: Design): ChangedBrief {
  const others = withoutOperation(tree, present);
  const existing = readExisting(others);
  const { operationId, service } = present;
  const operations = existing.operations.filter(
    (each) => each.service !== service || each.id !== operationId,
  );
  // A problem that the operation itself declares keeps its code.
  const { problems = [] } = readExisting(tree).names[service] ?? {};
  const own = existing.names[service] ?? { exported: [], slugs: [] };
  const rest = { ...existing, operations, names: { ...existing.names, [service]: { ...own, problems } } };
  const applied = tree.read(filesOf(present).appliedBrief, 'utf8');
  return {
    ...(applied !== null && { before: designBrief(rest, applied).operation }),
    after: checkBrief(rest, yaml).operation,
    others,
  };
}

/** Throws UnclearBrief if the brief has a new name although its operation exists. */
export function assertNameIsKept(
  { operations }: Existing,
  { brief, operation: { operationId } }: DesignedBrief,
): void {
  const { operation: name, service } = brief;
  if (name === operationId || !operations.some((each) => each.service === service && each.id === name))
    return;
  throw new UnclearBrief([
    `The operation of this brief is called ${name}, and apps call it by that name. Write the earlier words under name again. If you mean another operation, write another brief for it.`,
  ]);
}

/** Returns the workspace without the operation's files, so that the operation's names are not taken. */
function withoutOperation(tree: Tree, design: Design): Files {
  const { contractFolder, featuresFolder } = filesOf(design);
  const isOwn = (folder: string, name: string) =>
    (folder === contractFolder && name.startsWith(`${design.slug}.`)) ||
    (folder === featuresFolder && name === design.slug);
  return {
    root: tree.root,
    read: tree.read.bind(tree),
    exists: tree.exists.bind(tree),
    isFile: tree.isFile.bind(tree),
    children: (folder) => tree.children(folder).filter((name) => !isOwn(folder, name)),
  };
}
