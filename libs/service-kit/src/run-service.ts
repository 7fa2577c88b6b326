import { parseManifest } from '#libs/manifest';
import { Clock, ServiceConfig, timePolicy } from '#libs/runtime';
import type { Tracing } from '#libs/tracing';
import type { SeedContext, ServiceDefinition } from './service.ts';
import { type RunningService, startService } from './start-service.ts';

type Command = (definition: ServiceDefinition, tracing: Tracing) => Promise<void>;

const commands: Record<string, Command> = {
  serve,
  roles: createDatabaseRoles,
  migrate: migrateDatabase,
  seed: seedDatabase,
};

/**
 * The main function of a service: serves it, or does what its arguments say, `roles`, `migrate`, `seed` or
 * several in turn, and ends. Ends the process with status 1 and a sentence if it can't. What has been traced is
 * sent before the process ends.
 */
export async function runService(
  definition: ServiceDefinition,
  tracing: Tracing,
  names: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    for (const name of names.length > 0 ? names : ['serve']) await commandNamed(name)(definition, tracing);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

function commandNamed(name: string): Command {
  const command = commands[name];
  if (!command) throw new Error(`There is no command "${name}"; use ${Object.keys(commands).join(', ')}`);
  return command;
}

async function serve(definition: ServiceDefinition, tracing: Tracing): Promise<void> {
  const service = await startService(definition, { environment: process.env, tracing });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void shutDown(service, tracing));
}

async function shutDown(service: RunningService, tracing: Tracing): Promise<void> {
  const { drainMs } = service.app.get(ServiceConfig).http;
  setTimeout(() => process.exit(1), drainMs + timePolicy.shutdownMs).unref();
  await service.stop();
  await tracing.stop();
  process.exit(0);
}

async function createDatabaseRoles(definition: ServiceDefinition): Promise<void> {
  await withDatabase(definition, async ({ config, dataSource }) => {
    const { roles } = config.database;
    if (!roles) throw new Error('roles needs DATABASE_SERVING_ROLE and DATABASE_MIGRATING_ROLE');
    const { createRoles } = await import('#libs/database');
    await createRoles(dataSource, roles);
    console.log(`the roles are there: ${roles.serving}, ${roles.migrating}`);
  });
}

async function migrateDatabase(definition: ServiceDefinition): Promise<void> {
  await withDatabase(definition, async ({ dataSource }) => {
    const { migrate } = await import('#libs/database');
    const names = await migrate(dataSource);
    console.log(names.length > 0 ? `migrated: ${names.join(', ')}` : 'nothing to migrate');
  });
}

async function seedDatabase(definition: ServiceDefinition): Promise<void> {
  const { seed } = definition;
  if (!seed) return;
  await withDatabase(definition, (context) => seed({ ...context, today: new Clock().today() }));
}

async function withDatabase(
  { manifest, schema }: ServiceDefinition,
  work: (context: Omit<SeedContext, 'today'>) => Promise<void>,
): Promise<void> {
  if (!schema) return;
  const { createDataSource } = await import('#libs/database');
  const config = new ServiceConfig(parseManifest(manifest), process.env);
  const dataSource = createDataSource(config.manifest.name, config.database, schema);
  await dataSource.initialize();
  try {
    await work({ config, dataSource });
  } finally {
    await dataSource.destroy();
  }
}
