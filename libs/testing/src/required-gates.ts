import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE, parseManifest } from '#libs/manifest';

/** The specs that every service must have (gates). Each declares its tests with one call to this library. */
const GATES = ['tenants.spec.ts'];
/** The additional specs that services with a database must have. */
const DATABASE_GATES = ['query-plans.spec.ts', 'migrations.spec.ts', 'previous-version.slow.spec.ts'];

/** Throws an Error that names the missing specs if the folder is a service that lacks a gate. */
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
