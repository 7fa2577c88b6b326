import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';
import { requireOption, requireService, requireVariable, stageSettings } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { planDeployment, planFor } from './plan.ts';
import { describeRun, runPlan, succeeded } from './run-plan.ts';
import { openWorkspace, sourcesOf } from './workspace.ts';

await runMain(async () => {
  const { values } = parseArgs({ options: { stage: { type: 'string' }, service: { type: 'string' } } });
  const settings = stageSettings(requireOption(values, 'stage'), process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const service = requireService(workspace.manifests, requireOption(values, 'service'));
  const registry = requireVariable(process.env, 'REGISTRY');
  const records = openRecords({ environment: process.env });
  const sha = await workspace.git.resolve('HEAD');
  const options = { stage: settings.stage.name, sha, manifests: workspace.manifests };
  const plan = planFor(await planDeployment(options, sourcesOf(workspace, records)), service);
  for (const { reason } of plan.unchanged) console.log(`${service}: nothing to do: ${reason}`);
  const report = await runPlan(plan, createPorts({ settings, workspace, records, registry }));
  for (const line of describeRun(report)) console.log(line);
  if (!succeeded(report)) process.exitCode = 1;
});
