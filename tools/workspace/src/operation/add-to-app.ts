import type { Tree } from '@nx/devkit';
import type { Design } from '#libs/briefs';
import { loadManifests } from '#libs/manifest';
import { controllerName, filesOf, readSource, serviceName } from './names.ts';
import { renderController, renderGate, renderService } from './render-app.ts';
import { addImports, addToModule } from './source-edits.ts';

/** Adds a controller and a service for the operation, which responds 501 until it is built, and the tests of its examples. */
export function addToApp(tree: Tree, design: Design): void {
  const { module, controller, service } = filesOf(design);
  const hasDatabase = loadManifests(tree.root).some(
    ({ name, database }) => name === design.service && database,
  );
  tree.write(controller, renderController(design));
  tree.write(service, renderService(design, hasDatabase));
  addGates(tree, design);
  const imports = [
    [`./${design.slug}/${design.slug}.controller.ts`, controllerName(design)],
    [`./${design.slug}/${design.slug}.service.ts`, serviceName(design)],
    ...(isWrite(design) && hasDatabase ? [['#libs/writes', 'Writes'] as const] : []),
  ] as const;
  const imported = imports.reduce(
    (source, [from, name]) => addImports(source, from, [name]),
    readSource(tree, module),
  );
  const providers = imports.slice(1).map(([, name]) => name);
  const withController = addToModule(imported, 'controllers', [controllerName(design)]);
  tree.write(module, addToModule(withController, 'providers', providers));
}

/** Adds the tests of examples and of audit rows to a service that has none. */
export function addGates(tree: Tree, design: Design): void {
  const { examplesTest, writesTest } = filesOf(design);
  if (!tree.exists(examplesTest)) tree.write(examplesTest, renderGate('testExamples'));
  if (isWrite(design) && !tree.exists(writesTest)) tree.write(writesTest, renderGate('testWrites'));
}

const isWrite = ({ method }: Design): boolean => method !== 'GET';
