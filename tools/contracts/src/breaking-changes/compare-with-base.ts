import { loadManifests } from '#libs/manifest';
import { readScreen, screenFiles } from '#tools/screens';
import { describeBase, findBase } from './find-base.ts';
import { readCurrentDocuments, readDocumentsAt } from './read-documents.ts';
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
  const manifests = loadManifests(root);
  const screens = screenFiles(root).map((file) => readScreen(root, file));
  const base = await findBase(root, revision);
  const before = await readDocumentsAt(root, base.commit);
  const after = readCurrentDocuments(root, manifests);
  return {
    changes: serviceChanges(before, after, { manifests, screens }),
    before,
    after,
    base: describeBase(base, before.size === 0),
  };
}
