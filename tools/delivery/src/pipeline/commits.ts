import { type LockFile, parseLockFile, parsePackageFile } from '#tools/bundle';
import type { Git } from '../changes/git.ts';
import type { Commit } from '#libs/github';
import { type ServiceContent } from './content/content.ts';
import { lockedPackages } from './content/image-inputs.ts';

const LOCK_FILE = 'package-lock.json';
/** The source files of the services' templates, without tests and test helpers. */
const TEMPLATE_SOURCE = /^(?:cdk\.json|infra\/src\/(?!testing\/|foundation\/|recovery\/).*(?<!\.spec)\.ts)$/;

/**
 * Returns the commits since the deployed version that affect this service, oldest first. Returns an empty
 * list for a first deployment, because the list would contain the whole history.
 */
export async function commitsInDeployment(
  service: ServiceContent | undefined,
  previousSha: string | null,
  head: string,
  history: Git,
): Promise<Commit[]> {
  if (!service || previousSha === null || !(await history.knows(previousSha))) return [];
  const commits: Commit[] = [];
  for (const { sha, parent, time } of await history.commitsBetween(previousSha, head)) {
    if (parent === null || (await changes(service, parent, sha, history))) commits.push({ sha, time });
  }
  return commits;
}

async function changes(
  { manifest, files, packages }: ServiceContent,
  parent: string,
  sha: string,
  history: Git,
): Promise<boolean> {
  const inputs = new Set(files);
  const sources = `apps/${manifest.name}/src/`;
  const manifests = [manifest.name, ...manifest.calls].map((name) => `apps/${name}/service.json`);
  const changed = await history.filesBetween(parent, sha);
  const isInput = (file: string): boolean =>
    inputs.has(file) ||
    manifests.includes(file) ||
    TEMPLATE_SOURCE.test(file) ||
    // If a later commit deleted a file, `files` does not contain the file.
    (file.startsWith(sources) && !file.endsWith('.spec.ts'));
  if (changed.some(isInput)) return true;
  return changed.includes(LOCK_FILE) && (await changesPackages(packages, parent, sha, history));
}

async function changesPackages(
  packages: readonly string[],
  parent: string,
  sha: string,
  history: Git,
): Promise<boolean> {
  const [before, after] = await Promise.all(
    [parent, sha].map(async (commit) => {
      const packageFile = parsePackageFile(await history.show(commit, 'package.json'));
      const lockFile = parseLockFile(await history.show(commit, LOCK_FILE));
      return lockedPackages(
        packages.filter((name) => isLocked(name, lockFile)),
        { packageFile, lockFile },
      ).join('\n');
    }),
  );
  return before !== after;
}

/** Returns false for a package that only a later commit adds. */
function isLocked(name: string, { packages }: LockFile): boolean {
  return `node_modules/${name}` in packages;
}
