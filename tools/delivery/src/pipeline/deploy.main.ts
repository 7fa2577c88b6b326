import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';
import { allStageSettings, parseNames, requireOption, requireService, stageSettings } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { FOUNDATION } from './content/content.ts';
import { planDeployment, planFor } from './plan.ts';
import { openRelease } from './release.ts';
import { describeRun, runPlan, succeeded } from './run-plan.ts';
import { openWorkspace, sourcesOf } from './workspace.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: { stage: { type: 'string' }, service: { type: 'string' }, services: { type: 'string' } },
  });
  const settings = stageSettings(requireOption(values, 'stage'), process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const units = [{ name: FOUNDATION }, ...workspace.manifests];
  const service = requireService(units, requireOption(values, 'service'));
  const records = openRecords({ environment: process.env });
  const sha = await workspace.git.resolve('HEAD');
  const release = await openRelease(workspace.root, sha, allStageSettings(process.env));
  const named = parseNames(values.services, workspace.manifests);
  const options = { stage: settings.stage.name, sha, content: release.content, named };
  // Plans again, because a newer run may have deployed meanwhile.
  const plan = planFor(await planDeployment(options, sourcesOf(workspace, records)), service);
  for (const { reason } of plan.skipped) console.log(`${service}: nothing to do: ${reason}`);
  const report = await runPlan(plan, await createPorts({ settings, workspace, release, records }));
  for (const line of describeRun(report)) console.log(line);
  if (!succeeded(report)) process.exitCode = 1;
});
