import type { Tree } from '@nx/devkit';
import type { Design } from '#libs/briefs';
import { MANIFEST_FILE, loadManifests } from '#libs/manifest';
import { addTable, addWriteTables } from './add-table.ts';
import { locateProblems } from './locate-problems.ts';
import { controllerName, filesOf, readSource, repositoryName, serviceName } from './names.ts';
import { planRows } from './plan-rows.ts';
import { renderController, renderGate, renderService } from './render-app.ts';
import { renderReadService, renderRepository } from './render-read.ts';
import { addImports, addToModule } from './source-edits.ts';

/**
 * Adds a controller, a service and the tests of the examples. The operation returns 501 until a developer builds it. A
 * read also gets a repository and, with `isStored`, a table. Throws an Error if the rows can't be stored in a table.
 * Returns whether the operation has a repository.
 */
export function addToApp(tree: Tree, design: Design, isStored = false): boolean {
  const { controller, service, repository } = filesOf(design);
  const hasDatabase = loadManifests(tree.root).some(
    ({ name, database }) => name === design.service && database,
  );
  const plan = hasDatabase ? planRows(design, isStored) : undefined;
  if (isStored && !plan)
    throw new Error(
      `--table is for reads of one company's own data in a service with a database. Leave it out for ${design.operationId}.`,
    );
  tree.write(controller, renderController(design));
  if (plan) {
    tree.write(service, renderReadService(design, plan, isStored, notFoundOf(tree, design)));
    tree.write(repository, renderRepository(design, plan, isStored));
    if (isStored) addTable(tree, design, plan);
  } else tree.write(service, renderService(design, hasDatabase));
  if (isWrite(design) && hasDatabase) addWriteTables(tree, design);
  if (design.announced) addBucket(tree, design);
  addGates(tree, design);
  addToAppModule(tree, design, [
    [`./${design.slug}/${design.slug}.service.ts`, serviceName(design)],
    ...(plan ? [[`./${design.slug}/${design.slug}.repository.ts`, repositoryName(design)] as const] : []),
    ...(isWrite(design) && hasDatabase ? [['#libs/writes', 'Writes'] as const] : []),
  ]);
  return plan !== undefined;
}

/**
 * Adds a writable bucket to the manifest. The local stack and the infrastructure create the bucket from the manifest.
 */
function addBucket(tree: Tree, { service }: Design): void {
  const file = `apps/${service}/${MANIFEST_FILE}`;
  const manifest = readSource(tree, file);
  const declaration = '"bucket": "read-write"';
  const bucket = /"bucket": *"[\w-]+"/;
  tree.write(
    file,
    bucket.test(manifest)
      ? manifest.replace(bucket, declaration)
      : manifest.replace(/\s*\}\s*$/, `,\n  ${declaration}\n}\n`),
  );
}

function addToAppModule(tree: Tree, design: Design, provided: readonly (readonly [string, string])[]): void {
  const { module } = filesOf(design);
  const imports = [
    [`./${design.slug}/${design.slug}.controller.ts`, controllerName(design)] as const,
    ...provided,
  ];
  const imported = imports.reduce(
    (source, [from, name]) => addImports(source, from, [name]),
    readSource(tree, module),
  );
  const withController = addToModule(imported, 'controllers', [controllerName(design)]);
  const providers = provided.map(([, name]) => name);
  tree.write(module, addToModule(withController, 'providers', providers));
}

/** The TypeScript expression for the operation's 404, such as `cardNotFound`. */
function notFoundOf(tree: Tree, design: Design): string | undefined {
  return locateProblems(tree, design).find(({ problem }) => problem.status === 404)?.expression;
}

/** Adds the tests of examples and of audit rows, unless the service has them already. */
export function addGates(tree: Tree, design: Design): void {
  const { examplesTest, writesTest } = filesOf(design);
  if (!tree.exists(examplesTest)) tree.write(examplesTest, renderGate('testExamples'));
  if (isWrite(design) && !tree.exists(writesTest)) tree.write(writesTest, renderGate('testWrites'));
}

const isWrite = ({ method }: Design): boolean => method !== 'GET';
