import { isDeepStrictEqual } from 'node:util';
import type { Tree } from '@nx/devkit';
import { type Design, checkBrief, designBrief, quoteColons } from '#libs/briefs';
import { checkChange } from '#tools/contracts';
import { formatTree } from '../format/format-tree.ts';
import { regenerate } from '../generate/regenerate.ts';
import { assertCompiles } from '../names/assert-compiles.ts';
import { assertParses } from '../names/assert-parses.ts';
import { addToApp } from './add-to-app.ts';
import { addToContract } from './add-to-contract.ts';
import { changeOperation } from './change-operation.ts';
import { BreakingBrief, assertNameIsKept, readChangedBrief } from './changed-brief.ts';
import { checklist } from './checklist.ts';
import { extendContract } from './extend-contract.ts';
import { filesOf } from './names.ts';
import { readContract } from './read-contract.ts';
import { readExisting } from './read-existing.ts';

interface Options {
  readonly brief: string;
  /** Whether a read gets a table. Set with `--table`. */
  readonly table?: boolean;
}

interface Outcome {
  readonly message: string;
  readonly hasChanged: boolean;
}

/**
 * Generates an operation from a brief. If the operation exists already, applies the brief's changes. Throws
 * an Error and writes nothing if the brief is unclear or a name is taken. The same happens if a change breaks
 * callers, or if the code would not compile.
 */
export default async function operationGenerator(
  tree: Tree,
  { brief: file, table }: Options,
): Promise<() => void> {
  const { message, hasChanged } = await applyBrief(tree, file, table);
  assertCompiles(tree);
  return () => {
    if (hasChanged) regenerate(tree.root);
    console.log(message);
  };
}

/** Applies the brief to the tree without checking types. If `isStored` is true, a new read gets a table. */
export async function applyBrief(tree: Tree, file: string, isStored = false): Promise<Outcome> {
  const text = tree.read(file, 'utf8');
  if (text === null)
    throw new Error(`${file} does not exist. Copy briefs/TEMPLATE.yaml, or run npm run api:brief.`);
  const yaml = quoteColons(text);
  const existing = readExisting(tree);
  assertNameIsKept(existing, designBrief(existing, yaml));
  const { brief, operation, isGenerated, isExtended, notes } = checkBrief(existing, yaml);
  if (isExtended) return extend(tree, operation);
  if (isGenerated) return changeGenerated(tree, yaml, operation);
  addToContract(tree, operation);
  const hasQuery = addToApp(tree, operation, isStored);
  const complete = brief.operation ? yaml : `${yaml.trimEnd()}\noperation: ${operation.operationId}\n`;
  tree.write(file, complete);
  await keepBrief(tree, operation, complete);
  return { message: checklist(operation, { hasQuery, isStored, notes }), hasChanged: true };
}

async function extend(tree: Tree, operation: Design): Promise<Outcome> {
  const message = extendContract(tree, operation);
  await formatTree(tree);
  assertParses(tree);
  return { message, hasChanged: true };
}

async function changeGenerated(tree: Tree, yaml: string, present: Design): Promise<Outcome> {
  const { before, after, others } = readChangedBrief(tree, yaml, present);
  const { operationId, service } = after;
  if (!before || isDeepStrictEqual(before, after)) {
    const why = before ? 'and its brief has not changed' : `but ${filesOf(after).appliedBrief} is missing`;
    const message = `${operationId} is in the contract already, ${why}. Continue there.\n\n${checklist(after)}`;
    return { message, hasChanged: false };
  }
  const old = readContract(tree, service);
  const kept = changeOperation(tree, others, before, after);
  const { text, refused } = checkChange(tree.root, old, readContract(tree, service));
  if (refused > 0)
    throw new BreakingBrief(
      `Nothing is written, because the changed brief would break callers of ${operationId}:\n${text}\nElse change the brief as "Instead" says, or write a brief for a new operation.`,
    );
  await keepBrief(tree, after, yaml);
  return { message: describeChange(after, text, kept), hasChanged: true };
}

/**
 * Stores the brief beside the contract. The next run uses this brief to find out what people changed by hand.
 */
async function keepBrief(tree: Tree, operation: Design, yaml: string): Promise<void> {
  tree.write(filesOf(operation).appliedBrief, yaml);
  await formatTree(tree);
  assertParses(tree);
}

function describeChange(design: Design, report: string, kept: readonly string[]): string {
  const { service, examples } = filesOf(design);
  return [
    `${design.operationId} changes with its brief:`,
    report,
    ...(kept.length > 0
      ? [
          'These places stay, because people changed them. Compare them with the brief:',
          ...kept.map((place) => `  ${place}`),
        ]
      : []),
    `The changes are in the contract. Next steps:`,
    `1. Check the new examples against the seed data: ${examples}`,
    `2. If the operation is built, make the service do what changed: npm run typecheck, ${service}`,
  ].join('\n');
}
