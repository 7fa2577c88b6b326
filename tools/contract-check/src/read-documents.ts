import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import type { Manifest } from '#libs/manifest';
import { documentFile } from '#tools/openapi';
import { readDocument } from './document.ts';
import type { Documentation } from './service-changes.ts';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** What stands for any service in the path of a document. */
const ANY = '*';

/** The documents in the working tree. */
export function documentsHere(root: string, manifests: readonly Manifest[]): Documentation {
  const services = manifests.map(({ name }) => name).filter((name) => existsSync(documentFile(root, name)));
  return new Map(
    services.map((name) => [name, readDocument(readFileSync(documentFile(root, name), 'utf8'))]),
  );
}

/**
 * The documents as they were where the working tree's history left that of a branch, tag or commit.
 * Throws an Error if git does not know it.
 */
export async function documentsAt(root: string, revision: string): Promise<Documentation> {
  const commit = (await git(root, 'merge-base', revision, 'HEAD')).trim();
  const [prefix = '', suffix = ''] = relative(root, documentFile(root, ANY)).split(ANY);
  const listed = await git(root, 'ls-tree', '-r', '--name-only', '-z', commit, '--', prefix);
  const files = listed.split('\0').filter((file) => file.endsWith(suffix));
  const entries = files.map(async (file) => {
    const document = readDocument(await git(root, 'show', `${commit}:${file}`));
    return [file.slice(prefix.length, -suffix.length), document] as const;
  });
  return new Map(await Promise.all(entries));
}

async function git(root: string, ...options: string[]): Promise<string> {
  const { stdout } = await run('git', options, { cwd: root, maxBuffer: MAX_OUTPUT_BYTES });
  return stdout;
}
