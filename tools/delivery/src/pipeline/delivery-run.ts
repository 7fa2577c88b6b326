import { type DeploymentRecord, type DeploymentRecords, openRecords } from '#libs/github';
import { type Manifest, loadManifests } from '#libs/manifest';
import { Git } from '../changes/git.ts';
import { type StageSettings, parseNames } from './arguments.ts';
import { type Plan, planDeployment } from './plan.ts';
import { type Release, openRelease } from './release.ts';

export interface Workspace {
  readonly root: string;
  /** Callees before callers. */
  readonly manifests: readonly Manifest[];
  readonly git: Git;
}

export interface DeliveryRun {
  readonly settings: StageSettings;
  readonly workspace: Workspace;
  readonly release: Release;
  readonly records: DeploymentRecords;
}

export function openWorkspace(root: string): Workspace {
  return { root, manifests: loadManifests(root), git: new Git(root) };
}

/**
 * Opens this run's release and the deployment records. If the run has no release yet, creates a release with
 * the stacks of `synthesized`. Throws an Error that says which variable to set.
 */
export async function openRun(
  root: string,
  settings: StageSettings,
  synthesized: readonly StageSettings[],
): Promise<DeliveryRun> {
  const workspace = openWorkspace(root);
  const records = openRecords(process.env);
  const sha = await workspace.git.resolve('HEAD');
  return { settings, workspace, release: await openRelease(root, sha, synthesized), records };
}

/**
 * `named` lists services, separated by spaces. These services are deployed even if they are new or were
 * rolled back.
 */
export function planRun(
  { settings, workspace, release: { sha, content }, records }: DeliveryRun,
  named: string | undefined,
): Promise<Plan> {
  const { git, manifests } = workspace;
  const options = { stage: settings.stage.name, sha, content, named: parseNames(named, manifests) };
  return planDeployment(options, {
    recent: (stage, service) => records.recent(stage, service),
    history: git,
    formerServices: async () => {
      const deleted = await git.deletedFiles('apps/*/service.json');
      return deleted.flatMap((file) => file.split('/')[1] ?? []);
    },
  });
}

/** If the attempt failed, the program exits with an error. */
export function reportRecord({ service, sha, stage, kind, result, reason }: DeploymentRecord): void {
  const why = reason === undefined ? '' : `: ${reason}`;
  console.log(`${service}: ${kind} of ${sha.slice(0, 7)} to ${stage}: ${result}${why}`);
  if (result !== 'success') process.exitCode = 1;
}
