import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '#libs/manifest';
import { documentPath } from '../documents/document-path.ts';
import { readDocument } from './document.ts';
import { runGit } from './run-git.ts';
import type { DocumentsByService } from './service-changes.ts';

/** A placeholder for the service's name in a document's path. */
const ANY = '*';

export function readCurrentDocuments(root: string, manifests: readonly Manifest[]): DocumentsByService {
  const files = manifests.map(({ name }) => [name, join(root, documentPath(name))] as const);
  return new Map(
    files
      .filter(([, file]) => existsSync(file))
      .map(([name, file]) => [name, readDocument(readFileSync(file, 'utf8'))]),
  );
}

export async function readDocumentsAt(root: string, commit: string): Promise<DocumentsByService> {
  const [prefix = '', suffix = ''] = documentPath(ANY).split(ANY);
  const listed = await runGit(root, 'ls-tree', '-r', '--name-only', '-z', commit, '--', prefix);
  const files = listed.split('\0').filter((file) => file.endsWith(suffix));
  const entries = files.map(async (file) => {
    const document = readDocument(await runGit(root, 'show', `${commit}:${file}`));
    return [file.slice(prefix.length, -suffix.length), document] as const;
  });
  return new Map(await Promise.all(entries));
}
