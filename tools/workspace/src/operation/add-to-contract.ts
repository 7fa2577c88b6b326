import type { Tree } from '@nx/devkit';
import type { Design } from '#libs/briefs';
import { contractParts, withExports, withImports } from './contract-parts.ts';
import { filesOf, readSource } from './names.ts';
import { addToCall } from './source-edits.ts';

export function addToContract(tree: Tree, design: Design): void {
  const files = filesOf(design);
  const parts = contractParts(tree, design);
  if (parts.schemas !== '') tree.write(files.schemas, parts.schemas);
  tree.write(files.examples, parts.examples);
  if (parts.problems !== undefined) tree.write(files.problems, parts.problems);
  const contract = addToCall(readSource(tree, files.contract), 'contract', parts.entry);
  tree.write(files.contract, withImports(contract, parts));
  tree.write(files.index, withExports(readSource(tree, files.index), parts));
}
