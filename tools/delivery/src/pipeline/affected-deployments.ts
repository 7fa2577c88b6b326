import type { Manifest } from '#libs/manifest';
import type { AffectedProjects } from '../changes/affected-projects.ts';
import type { Git } from '../changes/git.ts';
import { servicesTemplatedAnew } from './infrastructure.ts';

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
    return new Set([...affected, ...servicesTemplatedAnew(files, manifests)]);
  }
}
