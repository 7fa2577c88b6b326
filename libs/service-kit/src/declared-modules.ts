import type { DynamicModule, Type } from '@nestjs/common';
import type { DatabaseSchema } from '#libs/database';
import { type Manifest, declares } from '#libs/manifest';

/**
 * The modules that a manifest declares: a database, object storage, RPC. Loads no other modules. Throws an Error if the
 * manifest and the schema disagree about a database.
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
