import { execFileSync } from 'node:child_process';
import { type Tree, formatFiles } from '@nx/devkit';
import { loadManifests } from '#libs/manifest';
import { type Design, design } from '../brief/design.ts';
import { readBrief } from '../brief/read-brief.ts';
import { checklist } from './checklist.ts';
import { addToApp } from './add-to-app.ts';
import { addToContract, contractNames, hasOperation } from './add-to-contract.ts';

interface Options {
  readonly brief: string;
}

/** Generates an operation from a brief. Leaves an operation that the contract already has unchanged. */
export default async function operationGenerator(tree: Tree, { brief: file }: Options): Promise<() => void> {
  const yaml = tree.read(file, 'utf8');
  if (yaml === null)
    throw new Error(`${file} does not exist. Copy briefs/TEMPLATE.yaml, or run npm run api:brief.`);
  const brief = readBrief(yaml, loadManifests(tree.root));
  const operation = design(brief, contractNames(tree, brief.service));
  if (hasOperation(tree, operation)) {
    return () =>
      console.log(
        `${operation.operationId} is in the contract already. Continue there.\n\n${checklist(operation)}`,
      );
  }
  addToContract(tree, operation);
  addToApp(tree, operation);
  if (!brief.operation) tree.write(file, `${yaml.trimEnd()}\noperation: ${operation.operationId}\n`);
  await formatFiles(tree);
  return () => finish(tree.root, operation);
}

function finish(root: string, operation: Design): void {
  execFileSync(process.execPath, ['tools/workspace/src/generate/main.ts'], { cwd: root, stdio: 'inherit' });
  console.log(checklist(operation));
}
