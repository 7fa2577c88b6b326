import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { openApiDocument } from '#contracts/vocabulary';
import { loadContract } from '#libs/contract-catalog';
import { type Manifest, describe } from '#libs/manifest';

const HEADER = '# Written by `npm run openapi` from the contract in src; change it there.\n';

/** The committed document of a service's contract. */
export function documentFile(root: string, service: string): string {
  return join(root, 'libs', 'contracts', service, 'openapi.yaml');
}

/** The text that the file should have. */
export async function renderDocument(manifest: Manifest): Promise<string> {
  const document = openApiDocument(await loadContract(manifest.name), describe(manifest));
  return HEADER + stringify(document, { aliasDuplicateObjects: false, lineWidth: 110 });
}

/** Writes the document. */
export async function writeDocument(root: string, manifest: Manifest): Promise<void> {
  await writeFile(documentFile(root, manifest.name), await renderDocument(manifest));
}

/** Whether the committed document is what the contract says. */
export async function isUpToDate(root: string, manifest: Manifest): Promise<boolean> {
  const committed = await readFile(documentFile(root, manifest.name), 'utf8').catch(() => '');
  return committed === (await renderDocument(manifest));
}
