import { z } from 'zod';

const versions = z.record(z.string(), z.string()).optional();

const packageFile = z.object({ version: z.string(), dependencies: z.record(z.string(), z.string()) });

const lockedPackage = z.looseObject({
  version: z.string().optional(),
  dependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).optional(),
});

const lockFile = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), lockedPackage),
});

export type PackageFile = z.output<typeof packageFile>;
export type LockedPackage = z.output<typeof lockedPackage>;
export type LockFile = z.output<typeof lockFile>;

/** Throws an Error if the file is invalid. */
export function parsePackageFile(text: string): PackageFile {
  return packageFile.parse(JSON.parse(text));
}

/** Throws an Error if the file is invalid, or if its lockfileVersion is not 3. */
export function parseLockFile(text: string): LockFile {
  return lockFile.parse(JSON.parse(text));
}
