import type { AffectedProjects, Git } from '#tools/delivery';
import { changesInfrastructure } from './infrastructure.ts';

export interface AffectedDeploymentsOptions {
  /** By what is built: Nx's graph. */
  readonly projects: AffectedProjects;
  readonly git: Pick<Git, 'filesBetween'>;
  readonly services: readonly string[];
}

/** What would run differently: the services that are built differently, and all where the CDK app changed. */
export class AffectedDeployments implements AffectedProjects {
  private readonly options: AffectedDeploymentsOptions;

  constructor(options: AffectedDeploymentsOptions) {
    this.options = options;
  }

  async between(base: string, head: string): Promise<ReadonlySet<string>> {
    const { projects, git, services } = this.options;
    const affected = await projects.between(base, head);
    if (!changesInfrastructure(await git.filesBetween(base, head))) return affected;
    return new Set([...affected, ...services]);
  }
}
