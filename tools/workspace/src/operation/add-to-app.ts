import type { Tree } from '@nx/devkit';
import type { Design } from '#libs/briefs';
import { controllerName, filesOf, readSource } from './names.ts';
import { renderAcceptanceTest, renderController, renderWritesTest } from './render-app.ts';
import { addImports, addToArray } from './source-edits.ts';

/** Adds a controller for the operation, which responds 501, and tests that fail until it is built. */
export function addToApp(tree: Tree, design: Design): void {
  const { module, controller, test } = filesOf(design);
  tree.write(controller, renderController(design));
  tree.write(test, renderAcceptanceTest(design));
  addWritesTest(tree, design);
  const imported = addImports(readSource(tree, module), `./${design.slug}/${design.slug}.controller.ts`, [
    controllerName(design),
  ]);
  tree.write(module, addToArray(imported, 'controllers', controllerName(design)));
}

/** Adds the test of audit rows to a service with its first write. */
export function addWritesTest(tree: Tree, design: Design): void {
  const { writesTest } = filesOf(design);
  if (design.method !== 'GET' && !tree.exists(writesTest)) tree.write(writesTest, renderWritesTest());
}
