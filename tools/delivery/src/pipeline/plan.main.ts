import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connectToGitHub, gitHubSettings } from '../records/github.ts';
import { openRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';
import { deliveryVariables } from '../variables.ts';
import { allStageSettings, parseNames, requireOption, stageSettings } from './arguments.ts';
import { assertReviewed } from './approval.ts';
import { outputsOf, planDeployment, summaryOf } from './plan.ts';
import { openRelease } from './release.ts';
import { openWorkspace, sourcesOf } from './workspace.ts';

const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = deliveryVariables.parse(process.env);

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string' },
      services: { type: 'string' },
      approval: { type: 'string' },
      records: { type: 'string' },
    },
  });
  const { stage } = stageSettings(requireOption(values, 'stage'), process.env);
  if (values.approval) await assertReviewed(connectToGitHub(gitHubSettings(process.env)), values.approval);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const sha = await workspace.git.resolve('HEAD');
  const { content } = await openRelease(workspace.root, sha, allStageSettings(process.env));
  const records = openRecords({ file: values.records, environment: process.env });
  const plan = await planDeployment(
    { stage: stage.name, sha, content, named: parseNames(values.services, workspace.manifests) },
    sourcesOf(workspace, records),
  );
  console.log(summaryOf(plan));
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, outputsOf(plan));
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, summaryOf(plan));
});
