import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bundler = resolve(__dirname, '../../../node_modules/rolldown/bin/cli.mjs');
const declaresNothing = { name: 'books', database: false, calls: [] };

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'qred-bundle-'))));

afterEach(() => rmSync(folder, { recursive: true }));

const libraries = `{
  name: 'libraries',
  resolveId: (id) => (id.startsWith('#libs/') ? id : undefined),
  load: (id) => (id.startsWith('#libs/') ? \`console.log('library: \${id}');\` : undefined),
}`;

function bundledLibraries(manifest: object, source: string): string[] {
  writeFileSync(join(folder, 'main.js'), source);
  writeFileSync(
    join(folder, 'rolldown.config.mjs'),
    `import { leaveOutUndeclared } from '${join(__dirname, 'leave-out-undeclared.ts')}';
    export default {
      input: 'main.js',
      plugins: [leaveOutUndeclared(${JSON.stringify(manifest)}), ${libraries}],
    };`,
  );
  execFileSync(process.execPath, [bundler, '-c', 'rolldown.config.mjs'], { cwd: folder });
  const chunks = globSync('dist/*.js', { cwd: folder }).map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  );
  return [...chunks.join().matchAll(/library: (#libs\/[a-z-]+)/g)].map(([, id = '']) => id).sort();
}

const ON_DEMAND = ['auth', 'database', 'object-storage', 'rpc']
  .map((library) => `await import('#libs/${library}');`)
  .join('\n');

it.each([
  [declaresNothing, ['#libs/auth']],
  [{ ...declaresNothing, database: true }, ['#libs/auth', '#libs/database']],
  [{ ...declaresNothing, bucket: 'read' }, ['#libs/auth', '#libs/object-storage']],
  [{ ...declaresNothing, calls: ['card'] }, ['#libs/auth', '#libs/rpc']],
])(
  'the bundle contains only the optional libraries that the manifest declares: %j',
  (manifest, contained) => {
    expect(bundledLibraries(manifest, ON_DEMAND)).toEqual(contained);
  },
);

it('the bundle contains a library that the service imports directly', () => {
  expect(bundledLibraries(declaresNothing, "import '#libs/object-storage';")).toEqual([
    '#libs/object-storage',
  ]);
});
