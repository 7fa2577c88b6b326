import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';
import { deliveryVariables } from '../variables.ts';
import { requireOption, stageSettings } from './arguments.ts';
import { outputsOf, planDeployment, summaryOf } from './plan.ts';
import { openWorkspace, sourcesOf } from './workspace.ts';

const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = deliveryVariables.parse(process.env);

await runMain(async () => {
  const { values } = parseArgs({ options: { stage: { type: 'string' }, records: { type: 'string' } } });
  const { stage } = stageSettings(requireOption(values, 'stage'), process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const records = openRecords({ file: values.records, environment: process.env });
  const plan = await planDeployment(
    { stage: stage.name, sha: await workspace.git.resolve('HEAD'), manifests: workspace.manifests },
    sourcesOf(workspace, records),
  );
  console.log(JSON.stringify(plan, null, 2));
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, outputsOf(plan));
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, summaryOf(plan));
});
