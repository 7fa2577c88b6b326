import { describeBase, findBase } from './find-base.ts';
import { readCurrentDocuments, readDocumentsAt } from './read-documents.ts';
import { readUsers } from './read-users.ts';
import { type DocumentsByService, type ServiceChange, serviceChanges } from './service-changes.ts';

export interface Comparison {
  readonly changes: readonly ServiceChange[];
  readonly before: DocumentsByService;
  readonly after: DocumentsByService;
  /** One sentence that names the merge base. */
  readonly base: string;
}

/**
 * Compares the contracts in the working tree with the contracts in the merge base of HEAD and `revision`.
 * Throws an Error with a remedy if there is no merge base, or if a manifest, a screen or a document is
 * invalid.
 */
export async function compareWithBase(root: string, revision: string): Promise<Comparison> {
  const users = readUsers(root);
  const base = await findBase(root, revision);
  const before = await readDocumentsAt(root, base.commit);
  const after = readCurrentDocuments(root, users.manifests);
  return {
    changes: serviceChanges(before, after, users),
    before,
    after,
    base: describeBase(base, before.size === 0),
  };
}
