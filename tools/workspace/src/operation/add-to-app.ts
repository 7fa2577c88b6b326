import type { Tree } from '@nx/devkit';
import type { Design } from '#libs/briefs';
import { controllerName, filesOf } from './names.ts';
import { renderAcceptanceTest, renderController, renderWritesTest } from './render-app.ts';
import { addImports, addToArray } from './source-edits.ts';

/** Adds a controller for the operation, which responds 501, and tests that fail until it is built. */
export function addToApp(tree: Tree, design: Design): void {
  const { module, controller, test, writesTest } = filesOf(design);
  tree.write(controller, renderController(design));
  tree.write(test, renderAcceptanceTest(design));
  if (design.method !== 'GET' && !tree.exists(writesTest)) tree.write(writesTest, renderWritesTest());
  const source = tree.read(module, 'utf8');
  if (source === null) throw new Error(`${module} does not exist`);
  const imported = addImports(source, `./${design.slug}/${design.slug}.controller.ts`, [
    controllerName(design),
  ]);
  tree.write(module, addToArray(imported, 'controllers', controllerName(design)));
}
