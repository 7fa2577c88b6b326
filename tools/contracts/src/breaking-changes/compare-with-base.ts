import { describeBase, findBase } from './find-base.ts';
import { readCurrentDocuments, readDocumentsAt } from './read-documents.ts';
import { readUsers } from './read-users.ts';
import { type DocumentsByService, type ServiceChange, serviceChanges } from './service-changes.ts';

/** The contract changes since the merge base. */
export interface Comparison {
  readonly changes: readonly ServiceChange[];
  readonly before: DocumentsByService;
  readonly after: DocumentsByService;
  /** A sentence that names the merge base. */
  readonly base: string;
}

/**
 * Compares the contracts of the working tree with those at the merge base with `revision`. Throws an Error that says what
 * to do if there is no merge base, or if a manifest, a screen or a document is invalid.
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
