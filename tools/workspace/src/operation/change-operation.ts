import type { Tree } from '@nx/devkit';
import type { Design } from '#libs/briefs';
import { addGates } from './add-to-app.ts';
import {
  type ContractParts,
  contractParts,
  withExports,
  withImports,
  withoutProblems,
} from './contract-parts.ts';
import { type Merged, mergeEntry, mergeSources } from './merge-sources.ts';
import { type Files, filesOf, readSource } from './names.ts';
import { examplesName } from './render-contract.ts';

/**
 * Applies the difference between two designs to the operation's contract. Returns the places that stay
 * unchanged, because people edited them. `others` is the workspace without the operation.
 */
export function changeOperation(tree: Tree, others: Files, base: Design, next: Design): string[] {
  const files = filesOf(next);
  const [from, to] = [contractParts(others, base), contractParts(others, next)];
  const contract = readSource(tree, files.contract);
  const merged: Record<string, Merged> = {
    ...(from.schemas === to.schemas
      ? {}
      : {
          [files.schemas]: mergeSources(from.schemas, to.schemas, sourceOf(tree, files.schemas)),
        }),
    [files.examples]: mergeSources(
      from.examples,
      to.examples,
      readSource(tree, files.examples),
      examplesName(next),
    ),
    [files.contract]: mergeEntry(from.entry, to.entry, withImports(contract, to), next.operationId),
    ...mergeProblems(tree, files.problems, from, to),
  };
  for (const [file, { source }] of Object.entries(merged)) tree.write(file, source);
  const index = withExports(readSource(tree, files.index), to);
  if (merged[files.problems]?.source.trim() === '') {
    tree.delete(files.problems);
    tree.write(files.index, withoutProblems(index, next));
  } else tree.write(files.index, index);
  addGates(tree, next);
  return Object.entries(merged).flatMap(([file, { kept }]) => kept.map((place) => `${file}: ${place}`));
}

/** Returns an empty text if the file does not exist, because the operation had no values. */
function sourceOf(tree: Files, file: string): string {
  return tree.exists(file) ? readSource(tree, file) : '';
}

function mergeProblems(
  tree: Files,
  file: string,
  { problems: from = '' }: ContractParts,
  { problems: to = '' }: ContractParts,
): Record<string, Merged> {
  if (from === to) return {};
  if (!tree.exists(file)) return { [file]: { source: to, kept: [] } };
  return { [file]: mergeSources(from, to, readSource(tree, file)) };
}
