import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Manifest } from '#libs/manifest';
import { documentFile } from '../documents/document-file.ts';
import { readDocument } from './document.ts';
import { runGit } from './run-git.ts';
import type { Documentation } from './service-changes.ts';

/** Placeholder for the service in a document's path. */
const ANY = '*';

/** Reads the documents of the working tree. */
export function documentsHere(root: string, manifests: readonly Manifest[]): Documentation {
  const services = manifests.map(({ name }) => name).filter((name) => existsSync(documentFile(root, name)));
  return new Map(
    services.map((name) => [name, readDocument(readFileSync(documentFile(root, name), 'utf8'))]),
  );
}

/** Reads the documents at a commit. */
export async function documentsAt(root: string, commit: string): Promise<Documentation> {
  const [prefix = '', suffix = ''] = relative(root, documentFile(root, ANY)).split(ANY);
  const listed = await runGit(root, 'ls-tree', '-r', '--name-only', '-z', commit, '--', prefix);
  const files = listed.split('\0').filter((file) => file.endsWith(suffix));
  const entries = files.map(async (file) => {
    const document = readDocument(await runGit(root, 'show', `${commit}:${file}`));
    return [file.slice(prefix.length, -suffix.length), document] as const;
  });
  return new Map(await Promise.all(entries));
}
