import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');

const graphSchema = z.object({
  graph: z.object({
    nodes: z.record(z.string(), z.object({ data: z.object({ tags: z.array(z.string()) }) })),
    dependencies: z.record(z.string(), z.array(z.object({ target: z.string() }))),
  }),
});
type Graph = z.output<typeof graphSchema>['graph'];

/** The graph also contains implicit dependencies, which are not imports. */
function readGraph(): Graph {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'));
  const file = join(folder, 'graph.json');
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  try {
    execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'graph', `--file=${file}`], {
      cwd: root,
      env: { ...Object.fromEntries(others), NX_DAEMON: 'false' },
      stdio: 'ignore',
    });
    return graphSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).graph;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Includes indirect dependencies. */
function dependenciesOf(project: string, { dependencies }: Graph): Set<string> {
  const found = new Set<string>();
  const open = [project];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { target } of dependencies[next] ?? []) {
      if (found.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  return found;
}

it('no project that ships or tests the product depends on delivery, infrastructure or development tools', () => {
  const graph = readGraph();
  const typeOf = (name: string) => graph.nodes[name]?.data.tags.find((tag) => tag.startsWith('type:'));
  const outside = Object.keys(graph.nodes).filter((name) =>
    ['type:delivery', 'type:tool'].includes(typeOf(name) ?? ''),
  );
  const product = Object.keys(graph.nodes).filter((name) => !outside.includes(name));
  expect(outside.sort()).toEqual(['contracts', 'delivery', 'infra', 'screens', 'workspace']);
  expect(product).toEqual(expect.arrayContaining(['card', 'card-contract', 'e2e', 'rpc', 'local-stack']));
  const violations = product.flatMap((name) =>
    [...dependenciesOf(name, graph)]
      .filter((target) => outside.includes(target))
      .map((target) => `${name} → ${target}`),
  );
  expect(violations).toEqual([]);
}, 120_000);

/**
 * These files may contain a path to a service's source code. They edit the code, read its git history, or
 * compare the paths of changed files.
 */
const READERS = [
  'tools/workspace/src/operation/**',
  'tools/workspace/src/service/**',
  'tools/workspace/src/testing/**',
  'libs/testing/src/test-previous-version.ts',
  'tools/delivery/src/pipeline/commits.ts',
  'tools/delivery/src/pipeline/testing/test-content.ts',
];
/** A path to an app's source code. The app `web` is exempt, because it is not a service. */
const SERVICE_SOURCE = /['"`](?:[^'"`\n]*\/)?apps\/(?!web\/)[^'"`\n]+\/src\b|'apps'(?:, [^,()\n]+)?, 'src'/;

it("only generators, the pipeline and testPreviousVersion contain a path to a service's source code", () => {
  const exclude = [...READERS, '**/*.spec.ts', '**/node_modules/**'];
  const files = globSync('{tools,libs,infra}/**/*.ts', { cwd: root, exclude });
  const readers = files.filter((file) => SERVICE_SOURCE.test(readFileSync(join(root, file), 'utf8')));
  expect(files.length).toBeGreaterThan(100);
  expect(readers).toEqual([]);
});

it('the linter rejects an import cycle between files, even if the files import only types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cycle-'));
  writeFileSync(
    join(folder, 'a.ts'),
    "import type { B } from './b.ts';\n\nexport interface A {\n  b: B;\n}\n",
  );
  writeFileSync(
    join(folder, 'b.ts'),
    "import type { A } from './a.ts';\n\nexport interface B {\n  a: A;\n}\n",
  );
  const options = ['-c', join(root, '.oxlintrc.json'), '--format=unix'];
  const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), options, {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(status).toBe(1);
  expect(stdout.match(/no-cycle/g)).toHaveLength(2);
});
