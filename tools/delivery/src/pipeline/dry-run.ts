import { type StageName, namesOf } from '#infra';
import type { DeploymentRecord } from '../records/record.ts';
import type { StageSettings } from './arguments.ts';
import { type CommitContent, FOUNDATION, contentIn } from './content/content.ts';
import { type Plan, planDeployment } from './plan.ts';
import { promotedFrom } from './promotion.ts';
import { recordingPorts } from './recording-ports.ts';
import { runPlan } from './run-plan.ts';

const RUNNING = '0'.repeat(40);
const LONG_AGO = '2000-01-01T00:00:00Z';

export interface DryRun {
  readonly stage: StageSettings['stage'];
  readonly sha: string;
  /** What every service runs. */
  readonly before: CommitContent;
  readonly after: CommitContent;
}

/** Lists the steps of a deployment in order, using the real planner and executor. */
export async function dryRun({ stage, sha, before, after }: DryRun): Promise<readonly string[]> {
  const plan = await planChange({ stage: stage.name, sha, before, after });
  const { ports, journal } = recordingPorts(namesOf(stage.name), { isSeeded: stage.seeded });
  await runPlan(plan, ports);
  const notes = [
    ...plan.skipped.filter(({ service }) => !contentIn(before, stage.name, service)),
    ...plan.deleted.map(({ service, stacks }) => ({
      service,
      reason: `delete ${stacks.join(', ')} by hand`,
    })),
  ].map(({ service, reason }) => `${service}: ${reason}`);
  const lines = [...journal, ...notes];
  return lines.length > 0 ? lines : ['Nothing would be deployed'];
}

/** Plans a change of content. Assumes that the stage runs all of `before`, and the one that it promotes from all of `after`. */
export function planChange({
  stage,
  sha,
  before,
  after,
}: Omit<DryRun, 'stage'> & { readonly stage: StageName }): Promise<Plan> {
  const source = promotedFrom(stage);
  const recent = (name: string, service: string): DeploymentRecord[] => {
    const content = name === source ? contentIn(after, source, service) : contentIn(before, stage, service);
    return service === FOUNDATION || content ? [recordOf(name, service, content ?? {})] : [];
  };
  return planDeployment(
    { stage, sha, content: after },
    {
      recent: (name, service) => Promise.resolve(recent(name, service)),
      formerServices: () => Promise.resolve(before.services.map(({ manifest }) => manifest.name)),
      history: { knows: () => Promise.resolve(false), isAncestor: () => Promise.resolve(false) },
    },
  );
}

function recordOf(
  stage: string,
  service: string,
  content: NonNullable<DeploymentRecord['content']>,
): DeploymentRecord {
  return {
    service,
    stage,
    sha: RUNNING,
    previous_sha: null,
    commits: [],
    content,
    started_at: LONG_AGO,
    ended_at: LONG_AGO,
    kind: 'deployment',
    result: 'success',
  };
}
