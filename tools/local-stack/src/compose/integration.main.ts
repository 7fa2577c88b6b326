import { globSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { endWithWhatRuns, run } from './run.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** Test files run side by side, and each test service has a pool. */
const MAX_CONNECTIONS = 500;

/** Were it the first process, PostgreSQL would start anew when an orphan of a health check is killed. */
const WITH_A_PARENT = ['sh', '-c', 'docker-entrypoint.sh "$@"; exit', 'sh'];

/** Asks over TCP, where PostgreSQL listens once it is set up; the busy machine of a test run is given its time. */
const HEALTH_CHECK = {
  test: ['CMD', 'pg_isready', '-h', '127.0.0.1'] satisfies ['CMD', ...string[]],
  interval: 1_000,
  timeout: 20_000,
  retries: 100,
};

/** Those whose tests run against PostgreSQL: the tests in `test`, but for those of the whole stack. */
function projectsWithDatabase(): string[] {
  const specs = globSync('{apps,libs}/*/test/*.spec.ts', { cwd: root, exclude: ['apps/e2e'] });
  return [...new Set(specs.map((file) => file.split(sep)[1] ?? ''))];
}

endWithWhatRuns();
const { positionals } = parseArgs({ allowPositionals: true });
const projects = positionals.length > 0 ? positionals : projectsWithDatabase();
const postgres = await new PostgreSqlContainer('postgres:18')
  .withEntrypoint(WITH_A_PARENT)
  .withHealthCheck(HEALTH_CHECK)
  .withEnvironment({ POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C.UTF-8' })
  .withTmpFs({ '/var/lib/postgresql': 'rw' })
  .withCommand(['postgres', '-c', 'fsync=off', '-c', `max_connections=${MAX_CONNECTIONS}`])
  .start();
try {
  const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'test', '--skip-nx-cache'];
  // One project after another: all of them share one PostgreSQL, and services give up waiting for a busy one.
  await run([process.execPath, ...nx, '--parallel=1', '-p', projects.join()], {
    cwd: root,
    environment: { TEST_POSTGRES_URL: postgres.getConnectionUri(), NX_DAEMON: 'false' },
  });
} finally {
  await postgres.stop();
}
