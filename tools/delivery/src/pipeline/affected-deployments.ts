import { MANIFEST_FILE, type Manifest } from '#libs/manifest';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AffectedProjects } from '../changes/affected-projects.ts';
import { splitBuiltChanges } from '../changes/built-changes.ts';
import type { Git } from '../changes/git.ts';

/** Source files of the services' templates, without tests and test helpers. */
const TEMPLATE_SOURCE = /^(?:cdk\.json|infra\/src\/(?!testing\/).*(?<!\.spec)\.ts)$/;

export interface AffectedDeploymentsOptions {
  /** Changes to what is built, from Nx's graph. */
  readonly projects: AffectedProjects;
  /** The same for a list of files that exist. */
  readonly projectsOfFiles: (files: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly git: Pick<Git, 'filesBetween' | 'changedLines'>;
  readonly root: string;
  readonly manifests: readonly Manifest[];
}

/** Services to deploy: their build changes or their templates may change. */
export class AffectedDeployments implements AffectedProjects {
  private readonly options: AffectedDeploymentsOptions;

  constructor(options: AffectedDeploymentsOptions) {
    this.options = options;
  }

  async between(base: string, head: string): Promise<ReadonlySet<string>> {
    const { git, manifests } = this.options;
    const files = await git.filesBetween(base, head);
    const affected = await this.affectedProjects(base, head, files);
    return new Set([...affected, ...servicesWithChangedTemplates(files, manifests)]);
  }

  /**
   * Leaves out the callers of a service whose contract changes only in `built`. Nx compares package versions only
   * between commits, so if a file in the root changes or a file is deleted, Nx's result stays unchanged.
   */
  private async affectedProjects(
    base: string,
    head: string,
    changed: readonly string[],
  ): Promise<Iterable<string>> {
    const { projects, projectsOfFiles, git, root } = this.options;
    const { services, files } = await splitBuiltChanges(changed, (file) =>
      git.changedLines(base, head, file),
    );
    const isPlain = (file: string): boolean => file.includes('/') && existsSync(join(root, file));
    if (services.length === 0 || !files.every(isPlain)) return projects.between(base, head);
    return [...services, ...(files.length > 0 ? await projectsOfFiles(files) : [])];
  }
}

/**
 * Returns services whose templates may change with these files (relative to the workspace's root): all if
 * the CDK app changed. If a service.json changed, its callers, because their rules name its port.
 */
export function servicesWithChangedTemplates(
  files: readonly string[],
  manifests: readonly Manifest[],
): string[] {
  const all = files.some((file) => TEMPLATE_SOURCE.test(file));
  return manifests
    .filter(({ calls }) => all || calls.some((callee) => files.includes(`apps/${callee}/${MANIFEST_FILE}`)))
    .map(({ name }) => name);
}
