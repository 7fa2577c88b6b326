import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Manifest } from '#libs/manifest';
import { CONTAINERS, containerPorts } from './container-network.ts';
import { password } from '../config/secrets.ts';

/** Contains a folder for each container that needs secrets. Only this container mounts its folder. */
const DIRECTORY = '/secrets';

type Named = Pick<Manifest, 'name'>;

export function secretsDirectory({ name }: Named): string {
  return `${DIRECTORY}/${name}`;
}

export const POSTGRES_PASSWORD_FILE = `${secretsDirectory({ name: CONTAINERS.postgres })}/password`;

export function databaseUrlFile(service: Named): string {
  return `${secretsDirectory(service)}/database-url`;
}

/** Creates only missing secrets, below the folder `root`. Returns the new files. */
export function writeSecretFiles(manifests: readonly Manifest[], root = ''): string[] {
  const { postgres } = containerPorts(manifests);
  const files: [file: string, content: () => string][] = [
    [POSTGRES_PASSWORD_FILE, password],
    ...manifests
      .filter(({ database }) => database)
      .map(({ name }): [string, () => string] => [
        databaseUrlFile({ name }),
        () => `postgres://${name}:${password()}@${CONTAINERS.postgres}:${postgres}/${name}`,
      ]),
  ];
  const missing = files.filter(([file]) => !existsSync(`${root}${file}`));
  for (const [file, content] of missing) writeAtomically(`${root}${file}`, content());
  return missing.map(([file]) => file);
}

export function adminUrl(root = ''): string {
  const user = 'postgres';
  const secret = readFileSync(`${root}${POSTGRES_PASSWORD_FILE}`, 'utf8');
  return `postgres://${user}:${secret}@${CONTAINERS.postgres}:${containerPorts([]).postgres}/${user}`;
}

export function databasePassword(service: Named, root = ''): string {
  return new URL(readFileSync(`${root}${databaseUrlFile(service)}`, 'utf8')).password;
}

/** In a container that mounts the file, every user can read the file. */
function writeAtomically(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, content);
  chmodSync(unfinished, 0o444);
  renameSync(unfinished, file);
}
