import { MANIFEST_FILE, type Manifest } from '#libs/manifest';
import type { AffectedProjects } from '../changes/affected-projects.ts';
import type { Git } from '../changes/git.ts';

/** Source files of the services' templates, without tests and test helpers. */
const TEMPLATE_SOURCE = /^(?:cdk\.json|infra\/src\/(?!testing\/).*(?<!\.spec)\.ts)$/;

export interface AffectedDeploymentsOptions {
  /** Changes to what is built, from Nx's graph. */
  readonly projects: AffectedProjects;
  readonly git: Pick<Git, 'filesBetween'>;
  readonly manifests: readonly Manifest[];
}

/** Services to deploy: their build changes or their templates may change. */
export class AffectedDeployments implements AffectedProjects {
  private readonly options: AffectedDeploymentsOptions;

  constructor(options: AffectedDeploymentsOptions) {
    this.options = options;
  }

  async between(base: string, head: string): Promise<ReadonlySet<string>> {
    const { projects, git, manifests } = this.options;
    const affected = await projects.between(base, head);
    const files = await git.filesBetween(base, head);
    return new Set([...affected, ...servicesWithChangedTemplates(files, manifests)]);
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
