import { namesOf } from '#infra';
import type { Manifest } from '#libs/manifest';
import type { ChangeSources } from '../changes/changed-services.ts';
import type { StageSettings } from './arguments.ts';
import { planDeployment } from './plan.ts';
import { recordingPorts } from './recording-ports.ts';
import { runPlan } from './run-plan.ts';

const RUNNING = '0'.repeat(40);
const LONG_AGO = '2000-01-01T00:00:00Z';

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

/** Assumes that every service runs one old commit and that exactly these projects have changed since. */
export function assumeChanged(changedProjects: ReadonlySet<string>): ChangeSources {
  return {
    records: {
      lastSuccessful: (stage, service) =>
        Promise.resolve({
          service,
          stage,
          sha: RUNNING,
          previous_sha: null,
          commits: [],
          started_at: LONG_AGO,
          ended_at: LONG_AGO,
          kind: 'deployment',
          result: 'success',
        }),
    },
    history: {
      knows: () => Promise.resolve(true),
      isAncestor: (sha) => Promise.resolve(sha === RUNNING),
      commitsBetween: () => Promise.resolve([]),
    },
    affected: { between: () => Promise.resolve(changedProjects) },
  };
}
