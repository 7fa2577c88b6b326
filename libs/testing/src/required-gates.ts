import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE, parseManifest } from '#libs/manifest';

/** Every service must have these specs. Each spec declares its tests with one call to this library. */
const GATES = ['tenants.spec.ts'];
/** A service with a database must also have these specs. */
const DATABASE_GATES = ['query-plans.spec.ts', 'migrations.spec.ts', 'previous-version.slow.spec.ts'];

/** Throws an Error that names the missing specs. Ignores a folder that is not a service. */
export function assertGatesPresent(projectRoot: string): void {
  const manifestFile = join(projectRoot, MANIFEST_FILE);
  if (!existsSync(manifestFile)) return;
  const { name, database } = parseManifest(JSON.parse(readFileSync(manifestFile, 'utf8')));
  const gates = [...GATES, ...(database ? DATABASE_GATES : [])];
  const missing = gates.filter((file) => !existsSync(join(projectRoot, 'test', file)));
  if (missing.length === 0) return;
  const files = missing.map((file) => `apps/${name}/test/${file}`).join(', ');
  throw new Error(`The service ${name} lacks ${files}. Copy the file from another service.`);
}
