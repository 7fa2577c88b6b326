import type { StageName } from '#infra';
import { type DeploymentRecord, exampleRecord, exampleSha } from '#libs/github';
import type { StageSettings } from './arguments.ts';
import { type CommitContent, contentIn } from './content/content.ts';
import { deployService } from './deploy-service.ts';
import { type Plan, planDeployment } from './plan.ts';
import { promotedFrom } from './promotion.ts';
import { recordingPorts } from './recording-ports.ts';
import { isShared } from './stack-names.ts';

export interface DryRun {
  readonly stage: StageSettings['stage'];
  readonly sha: string;
  /** Before the deployment, all services run this content. */
  readonly before: CommitContent;
  readonly after: CommitContent;
}

/** Lists the steps of a deployment in order. Uses the real planner and executor. */
export async function dryRun({ stage, sha, before, after }: DryRun): Promise<readonly string[]> {
  const plan = await planChange({ stage: stage.name, sha, before, after });
  const steps: string[] = [];
  const onStep = (step: string): unknown => steps.push(step);
  const ports = recordingPorts({ stage: stage.name, isSeeded: stage.seeded, onStep });
  for (const unit of plan.waves.flat()) await deployService(unit, { stage: stage.name, sha }, ports);
  const notes = [
    ...plan.skipped.filter(({ service }) => !contentIn(before, stage.name, service)),
    ...plan.deleted.map(({ service, stacks }) => ({
      service,
      reason: `delete ${stacks.join(', ')} by hand`,
    })),
  ].map(({ service, reason }) => `${service}: ${reason}`);
  const lines = [...steps, ...notes];
  return lines.length > 0 ? lines : ['Nothing would be deployed'];
}

/**
 * Plans a change from `before` to `after`. Assumes that the stage runs all of `before`, and that the previous
 * stage runs all of `after`.
 */
export function planChange({
  stage,
  sha,
  before,
  after,
}: Omit<DryRun, 'stage'> & { readonly stage: StageName }): Promise<Plan> {
  const source = promotedFrom(stage);
  const recent = (name: string, service: string): DeploymentRecord[] => {
    const content = name === source ? contentIn(after, source, service) : contentIn(before, stage, service);
    return isShared(service) || content
      ? [exampleRecord({ service, stage: name, sha: exampleSha('0'), content: content ?? {} })]
      : [];
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
