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

/** A brief whose operation exists. */
export interface ChangedBrief {
  /** The operation as the brief described it when the operation was last generated; undefined if no brief is stored. */
  readonly before?: Design;
  readonly after: Design;
  /** The workspace without the operation. */
  readonly others: Files;
}

/** The error for a changed brief that would break callers. Its message lists every change, with what to do instead. */
export class BreakingBrief extends Error {}

/**
 * Designs the operation of a brief twice: from the present brief, as if the operation did not exist, and from the
 * brief of the last generation. Throws UnclearBrief if the present brief has an open question or clashes with an
 * existing operation.
 */
export function readChangedBrief(tree: Tree, yaml: string, present: Design): ChangedBrief {
  const others = withoutOperation(tree, present);
  const existing = readExisting(others);
  const { operationId, service } = present;
  const operations = existing.operations.filter(
    (each) => each.service !== service || each.id !== operationId,
  );
  // The operation's own problems also keep their codes.
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

/** Throws UnclearBrief if a brief whose operation exists got a new name. */
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

/** Hides the files of an operation, so that its names are free. */
function withoutOperation(tree: Tree, design: Design): Files {
  const { contractFolder, featuresFolder } = filesOf(design);
  const isOwn = (folder: string, name: string) =>
    (folder === contractFolder && name.startsWith(`${design.slug}.`)) ||
    (folder === featuresFolder && name === design.slug);
  return {
    root: tree.root,
    read: tree.read.bind(tree),
    exists: tree.exists.bind(tree),
    children: (folder) => tree.children(folder).filter((name) => !isOwn(folder, name)),
  };
}
