import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { createNodes } from './plugin.ts';

const workspaceRoot = resolve(__dirname, '../../..');
const [pattern, inferProjects] = createNodes;

/** The dependencies without an import, by project. `files` are the source files in the workspace. */
async function undeclared(files: readonly string[]): Promise<Map<string, readonly string[]>> {
  const results = await inferProjects([...files], undefined, { workspaceRoot, nxJsonConfiguration: {} });
  return new Map(
    results.flatMap(([, { projects = {} }]) =>
      Object.values(projects).map(
        ({ name = '', implicitDependencies = [] }) => [name, implicitDependencies] as const,
      ),
    ),
  );
}

it('the Nx plugin makes the project "screens" depend on the end-to-end tests', async () => {
  const dependencies = await undeclared(globSync(pattern, { cwd: workspaceRoot }));
  expect(dependencies.get('screens')).toContain('e2e');
});

it('the Nx plugin adds no dependency on a project whose folder is missing', async () => {
  const files = globSync(pattern, { cwd: workspaceRoot, exclude: ['apps/e2e/**', 'infra/**'] });
  const dependencies = await undeclared(files);
  const missing = [...dependencies.values()].flat().filter((name) => !dependencies.has(name));
  expect(dependencies.size).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});
