import type { Tree } from '@nx/devkit';
import { loadManifests } from '#libs/manifest';
import type { Brief } from '../brief/brief.ts';
import { type Design, design } from '../brief/design.ts';
import { readBrief } from '../brief/read-brief.ts';
import { contractNames, hasOperation } from './add-to-contract.ts';
import { findClash } from './find-clash.ts';

export interface CheckedBrief {
  readonly brief: Brief;
  readonly operation: Design;
  /** Whether the contract has the operation, from this brief. */
  readonly isGenerated: boolean;
}

/** Reads a brief and designs its operation. Throws an Error with questions if it is unclear, or clashes with what exists. */
export function checkBrief(tree: Tree, yaml: string): CheckedBrief {
  const manifests = loadManifests(tree.root);
  const brief = readBrief(yaml, manifests);
  const operation = design(brief, contractNames(tree, brief.service));
  const isGenerated = brief.operation === operation.operationId && hasOperation(tree, operation);
  const services = manifests.map(({ name }) => name);
  const clash = isGenerated ? undefined : findClash(tree, operation, services);
  if (clash) throw new Error(clash);
  return { brief, operation, isGenerated };
}
