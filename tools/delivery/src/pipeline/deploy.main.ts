import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecords } from '../records/open-records.ts';
import { existing, need, needVariable } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { planDeployment, planFor } from './plan.ts';
import { describeRun, runPlan, succeeded } from './run-plan.ts';
import { stageSettings } from './stage-settings.ts';
import { namesOfServices, openWorkspace, sourcesOf } from './workspace.ts';

try {
  const { values } = parseArgs({ options: { stage: { type: 'string' }, service: { type: 'string' } } });
  const settings = stageSettings(need(values, 'stage'), process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const service = existing(namesOfServices(workspace), need(values, 'service'));
  const registry = needVariable(process.env, 'REGISTRY');
  const records = openRecords({ environment: process.env, warn: (message) => console.error(message) });
  const sha = await workspace.git.resolve('HEAD');
  const question = { stage: settings.stage.name, sha, manifests: workspace.manifests };
  const plan = planFor(await planDeployment(question, sourcesOf(workspace, records)), service);
  for (const { reason } of plan.unchanged) console.log(`${service}: nothing to do: ${reason}`);
  const report = await runPlan(plan, createPorts({ settings, workspace, records, registry }));
  for (const line of describeRun(report)) console.log(line);
  if (!succeeded(report)) process.exitCode = 1;
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
