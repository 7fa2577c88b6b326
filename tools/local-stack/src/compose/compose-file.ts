import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Manifest } from '#libs/manifest';
import { composeProject } from './compose-project.ts';

const HEADER = `# The whole stack in containers: docker compose up
# Written by \`npm run compose\` from the service.json of each service; change it in tools/local-stack/src/compose.
`;

function composeFile(root: string): string {
  return join(root, 'docker-compose.yml');
}

/** The text that the file should have. */
export function renderComposeFile(manifests: readonly Manifest[]): string {
  // Older tools read YAML 1.1, in which an unquoted `no` is false.
  const options = { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0, singleQuote: true } as const;
  return HEADER + stringify(composeProject(manifests), options);
}

/** Writes the file. */
export async function writeComposeFile(root: string, manifests: readonly Manifest[]): Promise<void> {
  await writeFile(composeFile(root), renderComposeFile(manifests));
}

/** Whether the committed file is what the manifests say. */
export async function isUpToDate(root: string, manifests: readonly Manifest[]): Promise<boolean> {
  const committed = await readFile(composeFile(root), 'utf8').catch(() => '');
  return committed === renderComposeFile(manifests);
}
