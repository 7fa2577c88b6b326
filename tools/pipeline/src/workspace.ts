import { type Manifest, loadManifests } from '#libs/manifest';
import {
  type AffectedProjects,
  type ChangeSources,
  type DeploymentRecords,
  Git,
  NxAffectedProjects,
} from '#tools/delivery';

/** What is checked out, and what is known about its past. */
export interface Workspace {
  readonly root: string;
  /** Callees before their callers. */
  readonly manifests: readonly Manifest[];
  readonly git: Git;
  readonly affected: AffectedProjects;
}

export function openWorkspace(root: string): Workspace {
  return { root, manifests: loadManifests(root), git: new Git(root), affected: new NxAffectedProjects(root) };
}

/** What a plan is made from. */
export function sourcesOf(
  { git, affected }: Workspace,
  records: Pick<DeploymentRecords, 'lastSuccessful'>,
): ChangeSources {
  return { records, history: git, affected };
}

export function namesOfServices({ manifests }: Pick<Workspace, 'manifests'>): string[] {
  return manifests.map(({ name }) => name);
}
