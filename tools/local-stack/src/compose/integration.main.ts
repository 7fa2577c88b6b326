import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { parseArgs } from 'node:util';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { workspaceRoot as root } from '../config/workspace-root.ts';
import { leaveInterruptToCommands, runCommand } from './run-command.ts';
import { POSTGRES } from './stand-in-containers.ts';

/** Test files run in parallel. Each tested service has a connection pool, so 100 connections are too few. */
const MAX_CONNECTIONS = 500;

/** The time (ms) that a service and its database may need to start in a container on a busy machine. */
const TEST_TIMEOUT_MS = 180_000;

/**
 * Without an init process, PostgreSQL is the first process. PostgreSQL then restarts when an orphaned process
 * of a health check is killed.
 */
const WITH_A_PARENT = ['sh', '-c', 'docker-entrypoint.sh "$@"; exit', 'sh'];

/** PostgreSQL listens on TCP only after its setup, which takes long on a busy machine. */
const HEALTH_CHECK = {
  test: ['CMD', 'pg_isready', '-h', '127.0.0.1'] satisfies ['CMD', ...string[]],
  interval: 1_000,
  timeout: 20_000,
  retries: 100,
};

/**
 * The projects whose tests need PostgreSQL. Omits the end-to-end tests, because they start their own server.
 */
function projectsWithDatabase(): string[] {
  const specs = globSync('{apps,libs}/*/test/*.spec.ts', { cwd: root, exclude: ['apps/e2e'] });
  return [...new Set(specs.map((file) => file.split(sep)[1] ?? ''))];
}

leaveInterruptToCommands();
const { positionals } = parseArgs({ allowPositionals: true });
const projects = positionals.length > 0 ? positionals : projectsWithDatabase();
const postgres = await new PostgreSqlContainer(POSTGRES.image)
  .withEntrypoint(WITH_A_PARENT)
  .withHealthCheck(HEALTH_CHECK)
  .withEnvironment(POSTGRES.environment)
  .withTmpFs({ '/var/lib/postgresql': 'rw' })
  .withCommand(['postgres', '-c', 'fsync=off', '-c', `max_connections=${MAX_CONNECTIONS}`])
  .start();
try {
  const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'test', '--skip-nx-cache'];
  // Services stop waiting if PostgreSQL is too busy, so projects run one after another.
  const options = ['--parallel=1', '-p', projects.join(), '--', `--testTimeout=${TEST_TIMEOUT_MS}`];
  await runCommand([process.execPath, ...nx, ...options], {
    cwd: root,
    environment: { TEST_POSTGRES_URL: postgres.getConnectionUri(), NX_DAEMON: 'false' },
  });
} finally {
  await postgres.stop();
}
