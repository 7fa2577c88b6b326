import { type ProcessLogger, createProcessLogger } from '#libs/logging';
import { parseManifest } from '#libs/manifest';
import { ServiceConfig, timePolicy } from '#libs/configuration';
import { Clock, Deadline } from '#libs/runtime';
import type { Tracing } from '#libs/tracing';
import { declaredModules } from './declared-modules.ts';
import type { SeedContext, ServiceDefinition } from './service.ts';
import { type RunningService, startService } from './start-service.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

const UNREACHABLE = 'The database cannot be reached yet';

interface Process {
  readonly definition: ServiceDefinition;
  readonly tracing: Tracing;
  readonly log: ProcessLogger;
}

type Command = (process: Process) => Promise<void>;

const commands: Record<string, Command> = {
  serve,
  load: loadCode,
  roles: createDatabaseRoles,
  migrate: migrateDatabase,
  seed: seedDatabase,
};

/**
 * The main function of a service. Without arguments, the process serves requests. With arguments, the process runs
 * these commands in order and ends: `roles`, `migrate`, `seed`, `load`. Each command waits for the database until the
 * boot deadline. After a failure, the process logs the reason in one line and exits with status 1.
 */
export async function runService(
  definition: ServiceDefinition,
  tracing: Tracing,
  names: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const log = createProcessLogger(definition.manifest, process.env);
  try {
    for (const name of names.length > 0 ? names : ['serve'])
      await commandNamed(name)({ definition, tracing, log });
  } catch (err) {
    log.fatal({ err }, err instanceof Error ? err.message : 'The process cannot do its work');
    process.exit(1);
  }
}

function commandNamed(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(`There is no command "${name}". Use ${Object.keys(commands).join(', ')}`);
  return command;
}

async function serve({ definition, tracing }: Process): Promise<void> {
  // A service that has not started has no callers, so it can exit at once.
  const quit = (): void => process.exit(0);
  for (const signal of SIGNALS) process.once(signal, quit);
  const service = await startService(definition, { environment: process.env, tracing });
  for (const signal of SIGNALS) {
    process.off(signal, quit);
    process.once(signal, () => void shutDown(service, tracing));
  }
  await service.untilReady();
}

async function shutDown(service: RunningService, tracing: Tracing): Promise<void> {
  const { drainMs } = service.app.get(ServiceConfig).http;
  setTimeout(() => process.exit(1), drainMs + timePolicy.shutdownMs).unref();
  await service.stop();
  await tracing.stop();
  process.exit(0);
}

/** Loads the serving code but starts nothing, so that an image build can fill V8's compile cache. */
async function loadCode({ definition: { manifest, schema, module } }: Process): Promise<void> {
  await declaredModules(parseManifest(manifest), schema);
  await module();
}

/** Does nothing if the database and the roles already exist. */
async function createDatabaseRoles(process: Process): Promise<void> {
  const { definition, log } = process;
  if (!definition.schema) return;
  const { createDatabase } = await import('#libs/database');
  const { manifest, database, bootDeadlineMs } = configOf(process);
  await createDatabase(manifest.name, database, new Deadline(bootDeadlineMs), (err) =>
    log.warn({ err }, UNREACHABLE),
  );
  await withDatabase(process, async ({ config, dataSource }) => {
    const { roles } = config.database;
    if (!roles) throw new Error('The command roles needs DATABASE_SERVING_ROLE and DATABASE_MIGRATING_ROLE');
    const { createRoles } = await import('#libs/database');
    await createRoles(dataSource, roles);
    process.log.info({ roles }, 'The database roles exist');
  });
}

async function migrateDatabase(process: Process): Promise<void> {
  await withDatabase(process, async ({ dataSource }) => {
    const { migrate } = await import('#libs/database');
    const migrations = await migrate(dataSource);
    process.log.info({ migrations }, 'The database is migrated');
  });
}

async function seedDatabase(process: Process): Promise<void> {
  const { seed } = process.definition;
  if (!seed) return;
  await withDatabase(process, (context) => seed({ ...context, today: new Clock().today() }));
}

async function withDatabase(
  process: Process,
  work: (context: Omit<SeedContext, 'today'>) => Promise<void>,
): Promise<void> {
  const { definition, log } = process;
  const { schema } = definition;
  if (!schema) return;
  const { connect, createDataSource } = await import('#libs/database');
  const config = configOf(process);
  const dataSource = createDataSource(config.manifest.name, config.database, schema);
  await connect(dataSource, new Deadline(config.bootDeadlineMs), (err) => log.warn({ err }, UNREACHABLE));
  try {
    await work({ config, dataSource });
  } finally {
    await dataSource.destroy();
  }
}

function configOf({ definition }: Process): ServiceConfig {
  return new ServiceConfig(parseManifest(definition.manifest), process.env);
}
