import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type GeneratorCallback, OverwriteStrategy, type Tree, generateFiles, writeJson } from '@nx/devkit';
import { MANIFEST_FILE, type Manifest, loadManifests } from '#libs/manifest';
import { formatTree } from '../format/format-tree.ts';
import { regenerate } from '../generate/regenerate.ts';
import { assertParses } from '../names/assert-parses.ts';
import { findNameFault } from '#libs/briefs';
import { readOperations, readSchemaIds } from '../names/read-operations.ts';
import { RESERVED_NAMES } from '../names/reserved-names.ts';
import { describeProject } from '../project.ts';
import { type ServiceNames, assertNameIsFree, serviceNames } from './names.ts';
import { nextPort } from './next-port.ts';

export interface ServiceOptions {
  readonly name: string;
  /** The service's purpose in one sentence. */
  readonly description: string;
  /** A GitHub team such as `@qred/cards`. */
  readonly owner: string;
  /** Set only if the dictionary gets the plural of the name wrong. */
  readonly plural?: string;
  readonly calls?: readonly string[];
  readonly database?: boolean;
}

const TEMPLATES = 'tools/workspace/src/service/files';

/** Generates a service and its contract. Existing files stay as they are. */
export default async function serviceGenerator(
  tree: Tree,
  options: ServiceOptions,
): Promise<GeneratorCallback> {
  const names = serviceNames(options.name, options.plural);
  const manifests = loadManifests(tree.root);
  const existing = manifests.find(({ name }) => name === options.name);
  if (existing) assertSamePurpose(existing, options);
  else assertNamesAreFree(tree, names, manifests);
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
  await formatTree(tree);
  assertParses(tree);
  return () => {
    regenerate(tree.root);
    console.log(nextSteps(options.name, names.plural, database));
  };
}

function nextSteps(name: string, plural: string, database: boolean): string {
  const contract = `libs/contracts/${name}/src`;
  const steps = [
    `Describe what the service offers: ${contract}. Its first operation is an example.`,
    `Add operations from briefs: npx nx g workspace:operation --brief briefs/NAME.yaml`,
    ...(database
      ? [`Change the table and the test data: apps/${name}/src/migrations, apps/${name}/src/seed`]
      : []),
    `Write the code: apps/${name}/src/${plural}`,
    `Draw the service in README.md, "How it fits together".`,
    `Check: npm run generate && npm run typecheck && npx nx test ${name}`,
  ];
  return [`${name} is a service now. Next steps:`, ...steps.map((step, at) => `${at + 1}. ${step}`)].join(
    '\n',
  );
}

/** A second run completes the first run, but must not change a different service with the same name. */
function assertSamePurpose({ purpose }: Manifest, { name, description }: ServiceOptions): void {
  if (purpose === description) return;
  throw new Error(
    `The service ${name} exists already: "${purpose}" Pass that description to generate its missing files, or choose another name.`,
  );
}

function declare(
  tree: Tree,
  { name, description, owner, calls = [], database = false }: ServiceOptions,
  manifests: readonly Manifest[],
): Pick<Manifest, 'calls' | 'database'> {
  const missing = calls.filter((callee) => !manifests.some((manifest) => manifest.name === callee));
  if (missing.length > 0)
    throw new Error(`${name} cannot call ${missing.join(', ')}: no such service exists`);
  writeJson(tree, `apps/${name}/${MANIFEST_FILE}`, {
    name,
    purpose: description,
    owner,
    port: nextPort(manifests),
    calls,
    ...(database && { database }),
  });
  return { calls: [...calls], database };
}

/**
 * Throws an Error if a project, a deployment unit or an API already uses a name that the new service needs.
 */
function assertNamesAreFree(tree: Tree, names: ServiceNames, manifests: readonly Manifest[]): void {
  const { singular, plural, Singular, camel, camels } = names;
  assertNameIsFree(singular, [...projectsOf(tree.root), 'vocabulary']);
  const services = manifests.map(({ name }) => name);
  const fault = [camel, camels, Singular].map((name) => findNameFault(name, RESERVED_NAMES)).find(Boolean);
  if (fault) throw new Error(`${fault}. Choose another name.`);
  const path = `/v1/${plural}`;
  const owner = readOperations(tree, services).find(({ paths }) =>
    paths.some((other) => `${other}/`.startsWith(`${path}/`)),
  );
  if (owner) throw new Error(`${owner.id} of the service ${owner.service} has ${path}. Choose another name.`);
  if (readSchemaIds(tree, services).has(Singular))
    throw new Error(`Another service has a schema called ${Singular}. Choose another name.`);
}

/**
 * Returns the names that a new service can't have, because an existing project has the name of the service or
 * of its contract.
 */
function projectsOf(root: string): string[] {
  const folders = ['apps', 'libs', 'libs/contracts', 'tools'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((folder) => `${parent}/${folder}`),
  );
  const names = [...folders, 'infra'].flatMap((folder) => describeProject(root, folder)?.name ?? []);
  return [...names, ...names.map((name) => name.replace(/-contract$/, '')), 'workspace'];
}

/** The existing migration keeps its timestamp. A new migration gets the present time. */
function migrationTimestamp(tree: Tree, app: string, plural: string): string {
  const file = tree.children(`${app}/src/migrations`).find((name) => name.endsWith(`-create-${plural}.ts`));
  return /^\d+/.exec(file ?? '')?.[0] ?? String(Date.now());
}
