import { namesOf } from '#infra';
import type { Manifest } from '#libs/manifest';
import { planDeployment } from './plan.ts';
import { recordingPorts } from './recording/recording-ports.ts';
import { assumeChanged } from './recording/assume-changed.ts';
import { runPlan } from './run-plan.ts';
import type { StageSettings } from './stage-settings.ts';

export interface DryRun {
  readonly stage: StageSettings['stage'];
  readonly sha: string;
  readonly manifests: readonly Manifest[];
  /** Affected projects. */
  readonly changed: ReadonlySet<string>;
}

/** Lists the steps of a deployment in order, using the real planner and executor. */
export async function dryRun({ stage, sha, manifests, changed }: DryRun): Promise<readonly string[]> {
  const plan = await planDeployment({ stage: stage.name, sha, manifests }, assumeChanged(changed));
  const { ports, journal } = recordingPorts(namesOf(stage.name), { isSeeded: stage.seeded });
  await runPlan(plan, ports);
  return journal.length > 0 ? journal : ['Nothing would be deployed'];
}
