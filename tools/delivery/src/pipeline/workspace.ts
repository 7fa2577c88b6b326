import { type Manifest, loadManifests } from '#libs/manifest';
import type { AffectedProjects } from '../changes/affected-projects.ts';
import type { ChangeSources } from '../changes/changed-services.ts';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import { Git } from '../changes/git.ts';
import { NxAffectedProjects, projectsOfFiles } from '../changes/affected-projects.ts';
import { AffectedDeployments } from './affected-deployments.ts';

/** The checkout and its history. */
export interface Workspace {
  readonly root: string;
  /** Callees before callers. */
  readonly manifests: readonly Manifest[];
  readonly git: Git;
  /** Changes to what is built, from Nx's graph. */
  readonly affected: AffectedProjects;
  /** Changes to what is deployed. */
  readonly affectedDeployments: AffectedProjects;
}

export function openWorkspace(root: string): Workspace {
  const manifests = loadManifests(root);
  const git = new Git(root);
  const affected = new NxAffectedProjects(root);
  const affectedDeployments = new AffectedDeployments({
    projects: affected,
    projectsOfFiles: (files) => projectsOfFiles(root, files),
    git,
    manifests,
    root,
  });
  return { root, manifests, git, affected, affectedDeployments };
}

/** The sources of a plan. */
export function sourcesOf(
  { git, affectedDeployments }: Workspace,
  records: Pick<DeploymentRecords, 'lastSuccessful'>,
): ChangeSources {
  return { records, history: git, affected: affectedDeployments };
}
