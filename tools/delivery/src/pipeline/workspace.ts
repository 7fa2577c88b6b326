import { type Manifest, loadManifests } from '#libs/manifest';
import { Git } from '../changes/git.ts';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import type { PlanSources } from './plan.ts';

/** The checkout and its history. */
export interface Workspace {
  readonly root: string;
  /** Callees before callers. */
  readonly manifests: readonly Manifest[];
  readonly git: Git;
}

export function openWorkspace(root: string): Workspace {
  return { root, manifests: loadManifests(root), git: new Git(root) };
}

/** The sources of a plan. */
export function sourcesOf({ git }: Workspace, records: Pick<DeploymentRecords, 'recent'>): PlanSources {
  return {
    recent: (stage, service) => records.recent(stage, service),
    history: git,
    formerServices: async () => {
      const deleted = await git.deletedFiles('apps/*/service.json');
      return deleted.flatMap((file) => file.split('/')[1] ?? []);
    },
  };
}
