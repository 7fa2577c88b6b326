import { type Tree, formatFiles } from '@nx/devkit';
import { regenerate } from '../generate/regenerate.ts';
import { assertParses } from '../names/assert-parses.ts';
import { type Design, checkBrief } from '#libs/briefs';
import { checklist } from './checklist.ts';
import { addToApp } from './add-to-app.ts';
import { addToContract } from './add-to-contract.ts';
import { readExisting } from './read-existing.ts';

interface Options {
  readonly brief: string;
}

/**
 * Generates an operation from a brief. Leaves the operation unchanged that the brief has generated before. Throws an Error
 * with a question, and writes nothing, if the brief is unclear or its operation or names exist already.
 */
export default async function operationGenerator(tree: Tree, { brief: file }: Options): Promise<() => void> {
  const yaml = tree.read(file, 'utf8');
  if (yaml === null)
    throw new Error(`${file} does not exist. Copy briefs/TEMPLATE.yaml, or run npm run api:brief.`);
  const { brief, operation, isGenerated } = checkBrief(readExisting(tree), yaml);
  if (isGenerated) {
    return () =>
      console.log(
        `${operation.operationId} is in the contract already. Continue there.\n\n${checklist(operation)}`,
      );
  }
  addToContract(tree, operation);
  addToApp(tree, operation);
  if (!brief.operation) tree.write(file, `${yaml.trimEnd()}\noperation: ${operation.operationId}\n`);
  await formatFiles(tree);
  assertParses(tree);
  return () => finish(tree.root, operation);
}

function finish(root: string, operation: Design): void {
  regenerate(root);
  console.log(checklist(operation));
}
