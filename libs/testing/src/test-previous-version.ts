import { execFile, execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type DatabaseClass, MIGRATIONS_TABLE, migrate } from '#libs/database';
import { parseManifest } from '#libs/manifest';
import type { ServiceDefinition } from '#libs/service-kit';
import { StandInPostgres, TEST_SERVER_URL, freePort } from '#libs/stand-ins';

const root = resolve(__dirname, '../../..');
const TIMEOUT_MS = 20 * 60_000;
const PASSWORD = 'postgres';

const results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Maps each test (its file and name) to whether it passed. A file that can't be loaded counts as one failed test. */
type Outcomes = ReadonlyMap<string, boolean>;

/**
 * Declares a test for each migration except the first. The test checks out the service from the commit before the
 * migration, and runs its tests on the new schema. Tests that also fail on the old schema are ignored.
 */
export function testPreviousVersion(definition: ServiceDefinition): void {
  const { name } = parseManifest(definition.manifest);
  const migrations = definition.schema?.migrations ?? [];

  it('the repository has its full history', () => {
    if (git('rev-parse', '--is-shallow-repository') !== 'true') return;
    throw new Error('This is a shallow clone. Run `git fetch --unshallow`; in CI, set fetch-depth: 0.');
  });

  for (const [index, migration] of migrations.entries()) {
    if (index === 0) continue;
    it(
      `the version before ${migration.name} still works after this migration`,
      async () => {
        const parent = parentOf(fileOf(name, migration));
        if (parent === undefined) return;
        expect(await broken(name, parent, migrations.slice(0, index + 1))).toEqual([]);
      },
      TIMEOUT_MS,
    );
  }
}

function fileOf(service: string, migration: DatabaseClass): string {
  const timestamp = /\d+$/.exec(migration.name)?.[0] ?? '';
  const [file] = globSync(`apps/${service}/src/migrations/${timestamp}-*.ts`, { cwd: root });
  if (!file)
    throw new Error(
      `There is no file apps/${service}/src/migrations/${timestamp}-*.ts for ${migration.name}`,
    );
  return file;
}

/**
 * Returns the parent of the commit that added the file. Returns HEAD if the file is not committed, and undefined if
 * the first commit added the file.
 */
function parentOf(file: string): string | undefined {
  const added = git('log', '--diff-filter=A', '--format=%H %P', '-1', '--', file);
  if (added === '') return git('rev-parse', 'HEAD');
  return added.split(' ')[1];
}

/**
 * Runs the tests of an earlier version of the service on two schemas. Returns the tests that pass on that version's
 * schema, but fail after the migrations.
 */
async function broken(
  service: string,
  commit: string,
  migrations: readonly DatabaseClass[],
): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'qred-previous-'));
  const tree = join(directory, 'tree');
  git('worktree', 'add', '--quiet', '--detach', tree, commit);
  try {
    if (!existsSync(join(tree, 'apps', service))) return [];
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    const testsOn = (name: string, schema: readonly DatabaseClass[]) =>
      withSchema(join(directory, name), schema, (url) => runTests(tree, service, url));
    const onNew = await testsOn('new', migrations);
    if (onNew.size > 0 && [...onNew.values()].every(Boolean)) return [];
    const onOwn = await testsOn('own', []);
    if (![...onOwn.values()].some(Boolean))
      throw new Error(
        `No test of ${service} at ${commit} passes on its own schema, so the result is unknown.`,
      );
    return [...onOwn].filter(([test, passed]) => passed && onNew.get(test) !== true).map(([test]) => test);
  } finally {
    git('worktree', 'remove', '--force', tree);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Starts a server and migrates its template1, so that every new database has the migrated schema. */
async function withSchema<T>(
  directory: string,
  migrations: readonly DatabaseClass[],
  use: (url: string) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const server = await StandInPostgres.start({ directory, port, password: PASSWORD, durable: false });
  try {
    const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}`;
    const template = await new DataSource({
      type: 'postgres',
      url: `${url}/template1`,
      migrations: [...migrations],
      migrationsTableName: MIGRATIONS_TABLE,
    }).initialize();
    if (migrations.length > 0) await migrate(template);
    await template.destroy();
    return await use(`${url}/postgres`);
  } finally {
    await server.stop();
  }
}

async function runTests(tree: string, service: string, url: string): Promise<Outcomes> {
  const output = join(tree, 'previous-version.json');
  // The caller stops the server, so Jest's global teardown must do nothing. If the teardown threw an error, Jest
  // would write no results.
  const teardown = join(tree, 'no-teardown.cjs');
  writeFileSync(teardown, 'module.exports = () => undefined;\n');
  const { JEST_WORKER_ID: _worker, ...environment } = process.env;
  // Versions before ADR 102 need this flag for their packages.
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '-c', 'jest.preset.js'];
  const said = await new Promise<string>((done) => {
    execFile(
      process.execPath,
      [
        ...jest,
        '--rootDir',
        `apps/${service}`,
        '--globalTeardown',
        teardown,
        '--json',
        '--outputFile',
        output,
      ],
      { cwd: tree, env: { ...environment, [TEST_SERVER_URL]: url }, maxBuffer: 2 ** 28 },
      (_error, _stdout, stderr) => done(stderr),
    );
  });
  if (!existsSync(output)) throw new Error(`The tests of ${service} did not run:\n${said.slice(-2_000)}`);
  const { testResults } = results.parse(JSON.parse(readFileSync(output, 'utf8')));
  rmSync(output);
  return new Map(
    testResults.flatMap(({ name, status, assertionResults }): [string, boolean][] => {
      const file = relative(tree, name) || basename(name);
      const tests = assertionResults.filter((test) => ['passed', 'failed'].includes(test.status));
      if (tests.length === 0) return [[file, status === 'passed']];
      return tests.map((test) => [`${file}: ${test.fullName}`, test.status === 'passed']);
    }),
  );
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
