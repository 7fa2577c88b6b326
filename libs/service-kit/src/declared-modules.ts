import type { DynamicModule, Type } from '@nestjs/common';
import type { DatabaseSchema } from '#libs/database';
import type { Manifest } from '#libs/manifest';

/**
 * The modules that a manifest declares: a database, object storage, RPC. Only those are loaded. Throws an Error if the
 * manifest and the schema disagree about a database.
 */
export async function declaredModules(
  { name, database, bucket, calls }: Manifest,
  schema: DatabaseSchema | undefined,
): Promise<(DynamicModule | Type)[]> {
  if (database && !schema) throw new Error(`${name} has a database in its service.json, but no schema`);
  if (!database && schema)
    throw new Error(`${name} has a schema, but its service.json lacks "database": true`);
  const modules: (DynamicModule | Type)[] = [];
  if (schema) modules.push((await import('#libs/database')).DatabaseModule.for(schema));
  if (bucket) modules.push((await import('#libs/object-storage')).ObjectStorageModule);
  if (calls.length > 0) modules.push((await import('#libs/rpc')).RpcModule);
  return modules;
}
