import type { DynamicModule, Type } from '@nestjs/common';
import type { DatabaseSchema } from '#libs/database';
import { type Manifest, declares } from '#libs/manifest';

/**
 * Loads only the modules that the manifest declares: database, object storage, RPC. Throws an Error if a service has
 * a database but no schema, or a schema but no database.
 */
export async function declaredModules(
  manifest: Manifest,
  schema: DatabaseSchema | undefined,
): Promise<(DynamicModule | Type)[]> {
  const { name } = manifest;
  const hasDatabase = declares(manifest, '#libs/database');
  if (hasDatabase && !schema) throw new Error(`${name} has a database in its service.json, but no schema`);
  if (!hasDatabase && schema)
    throw new Error(`${name} has a schema, but its service.json lacks "database": true`);
  const modules: (DynamicModule | Type)[] = [];
  if (schema) modules.push((await import('#libs/database')).DatabaseModule.for(schema));
  if (declares(manifest, '#libs/object-storage'))
    modules.push((await import('#libs/object-storage')).ObjectStorageModule);
  if (declares(manifest, '#libs/rpc')) modules.push((await import('#libs/rpc')).RpcModule);
  return modules;
}
