import { resolve } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { assertCompiles } from './assert-compiles.ts';

const root = resolve(__dirname, '../../../..');
const FILE = 'libs/contracts/card/src/freeze-card.schemas.ts';

function treeOf(sources: Readonly<Record<string, string>>): FsTree {
  const tree = new FsTree(root, false);
  for (const [file, source] of Object.entries(sources)) tree.write(file, source);
  return tree;
}

it('assertCompiles accepts code that imports changed files and files on disk', () => {
  const tree = treeOf({
    [FILE]: "import { money } from '#contracts/vocabulary';\nexport const limit = money.nullable();\n",
    'libs/contracts/card/src/new/two.ts': "export { limit } from '../freeze-card.schemas.ts';\n",
    'libs/contracts/card/src/three.ts': "export { limit } from './new/two.ts';\n",
  });
  expect(() => assertCompiles(tree)).not.toThrow();
});

it.each([
  ['the wrong type', "import { identifier } from '#contracts/vocabulary';\nidentifier.parse(1).nothing();\n"],
  ['an import that does not exist', "export { money as sum } from '#contracts/nothing';\n"],
  ['an unused import', "import { money } from '#contracts/vocabulary';\nexport {};\n"],
])('assertCompiles rejects code with %s', (_, source) => {
  expect(() => assertCompiles(treeOf({ [FILE]: source }))).toThrow(
    /Nothing is written[^]*freeze-card\.schemas\.ts/,
  );
});
