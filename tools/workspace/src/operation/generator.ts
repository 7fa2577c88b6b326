import { execFileSync } from 'node:child_process';
import { type Tree, formatFiles } from '@nx/devkit';
import { loadManifests } from '#libs/manifest';
import { assertParses } from '../names/assert-parses.ts';
import { type Design, design } from '../brief/design.ts';
import { readBrief } from '../brief/read-brief.ts';
import { checklist } from './checklist.ts';
import { addToApp } from './add-to-app.ts';
import { addToContract, contractNames, hasOperation } from './add-to-contract.ts';
import { findClash } from './find-clash.ts';

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
  const manifests = loadManifests(tree.root);
  const brief = readBrief(yaml, manifests);
  const operation = design(brief, contractNames(tree, brief.service));
  if (brief.operation === operation.operationId && hasOperation(tree, operation)) {
    return () =>
      console.log(
        `${operation.operationId} is in the contract already. Continue there.\n\n${checklist(operation)}`,
      );
  }
  const clash = findClash(
    tree,
    operation,
    manifests.map(({ name }) => name),
  );
  if (clash) throw new Error(clash);
  addToContract(tree, operation);
  addToApp(tree, operation);
  if (!brief.operation) tree.write(file, `${yaml.trimEnd()}\noperation: ${operation.operationId}\n`);
  await formatFiles(tree);
  assertParses(tree);
  return () => finish(tree.root, operation);
}

function finish(root: string, operation: Design): void {
  execFileSync(process.execPath, ['tools/workspace/src/generate/main.ts'], { cwd: root, stdio: 'inherit' });
  console.log(checklist(operation));
}
