import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GeneratorCallback,
  OverwriteStrategy,
  type Tree,
  formatFiles,
  generateFiles,
  writeJson,
} from '@nx/devkit';
import { MANIFEST_FILE, type Manifest, loadManifests } from '#libs/manifest';
import { assertNameIsFree, serviceNames } from './names.ts';
import { nextPort } from './next-port.ts';

export interface ServiceOptions {
  readonly name: string;
  /** One sentence: what the service is responsible for. */
  readonly description: string;
  readonly calls?: readonly string[];
  readonly database?: boolean;
}

const TEMPLATES = 'tools/workspace/src/service/files';

/** A service and its contract, in the shape of the others. What is there already stays as it is. */
export default async function serviceGenerator(
  tree: Tree,
  options: ServiceOptions,
): Promise<GeneratorCallback> {
  const names = serviceNames(options.name);
  const manifests = loadManifests(tree.root);
  const existing = manifests.find(({ name }) => name === options.name);
  if (existing) assertSamePurpose(existing, options);
  else assertNameIsFree(options.name, namesTaken(tree.root));
  const { calls, database } = existing ?? declare(tree, options, manifests);
  const app = `apps/${options.name}`;
  const substitutions = {
    ...names,
    calls: calls.length > 0,
    database,
    timestamp: migrationTimestamp(tree, app, names.plural),
  };
  const write = (files: string, folder: string) =>
    generateFiles(tree, join(tree.root, TEMPLATES, files), folder, substitutions, {
      overwriteStrategy: OverwriteStrategy.KeepExisting,
    });
  write('contract', `libs/contracts/${options.name}`);
  write('service', app);
  write(database ? 'with-database' : 'without-database', app);
  await formatFiles(tree);
  return () => writeDerivedFiles(tree.root, options.name);
}

/** A second run goes on where the first one ended; of another service's name it must leave everything as it is. */
function assertSamePurpose({ purpose }: Manifest, { name, description }: ServiceOptions): void {
  if (purpose === description) return;
  throw new Error(
    `There is a service ${name} already: "${purpose}" Give that description to write what is missing of it, or take another name.`,
  );
}

function declare(
  tree: Tree,
  { name, description, calls = [], database = false }: ServiceOptions,
  manifests: readonly Manifest[],
): Pick<Manifest, 'calls' | 'database'> {
  const missing = calls.filter((callee) => !manifests.some((manifest) => manifest.name === callee));
  if (missing.length > 0)
    throw new Error(`${name} is to call ${missing.join(', ')}, but no such service exists`);
  writeJson(tree, `apps/${name}/${MANIFEST_FILE}`, {
    name,
    purpose: description,
    port: nextPort(manifests),
    calls,
    ...(database && { database }),
  });
  return { calls: [...calls], database };
}

/** Folders become projects, and two projects can't have one name. */
function namesTaken(root: string): string[] {
  return ['.', 'apps', 'libs', 'libs/contracts', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder)),
  );
}

/** That of the migration that is there, or else of now. */
function migrationTimestamp(tree: Tree, app: string, plural: string): string {
  const file = tree.children(`${app}/src/migrations`).find((name) => name.endsWith(`-create-${plural}.ts`));
  return /^\d+/.exec(file ?? '')?.[0] ?? String(Date.now());
}

function writeDerivedFiles(root: string, name: string): void {
  const run = (...command: string[]) =>
    execFileSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  run('tools/contracts/src/documents/main.ts', name);
  run('tools/contracts/src/client-types/main.ts');
  run('tools/local-stack/src/compose/write.main.ts');
}
