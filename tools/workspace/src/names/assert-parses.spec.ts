import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { assertParses } from './assert-parses.ts';

const root = mkdtempSync(join(tmpdir(), 'qred-compiles-'));

afterAll(() => rmSync(root, { recursive: true }));

function treeOf(source: string): FsTree {
  const tree = new FsTree(root, false);
  tree.write('src/one.ts', source);
  return tree;
}

it('assertParses accepts code that parses', () => {
  expect(() => assertParses(treeOf("import { a } from 'missing';\nexport const one = a;\n"))).not.toThrow();
});

it.each([
  ['does not parse', 'export const case = 1;\n'],
  ['declares a name that it imports', "import { one } from 'missing';\nexport const one = 1;\n"],
  ['declares a name twice', 'export const one = 1;\nexport const one = 2;\n'],
])('assertParses rejects code that %s', (_, source) => {
  expect(() => assertParses(treeOf(source))).toThrow(/Nothing is written[^]*one\.ts/);
});
