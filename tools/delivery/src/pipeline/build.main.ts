import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';
import { deliveryVariables } from '../variables.ts';
import { allStageSettings, parseNames, requireOption, stageSettings } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { outputsOf, planDeployment, summaryOf } from './plan.ts';
import { publishMissing } from './publish-missing.ts';
import { createRelease } from './release.ts';
import { openWorkspace, sourcesOf } from './workspace.ts';

const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = deliveryVariables.parse(process.env);

/** The first job of a run: synthesizes every stage once, plans the stage, and builds all its images together. */
await runMain(async () => {
  const { values } = parseArgs({ options: { stage: { type: 'string' }, services: { type: 'string' } } });
  const settings = stageSettings(requireOption(values, 'stage'), process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const sha = await workspace.git.resolve('HEAD');
  const release = await createRelease(workspace.root, sha, allStageSettings(process.env));
  const records = openRecords({ environment: process.env });
  const named = parseNames(values.services, workspace.manifests);
  const plan = await planDeployment(
    { stage: settings.stage.name, sha, content: release.content, named },
    sourcesOf(workspace, records),
  );
  console.log(summaryOf(plan));
  const { images } = await createPorts({ settings, workspace, release, records });
  await publishMissing(plan, images);
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, outputsOf(plan));
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, summaryOf(plan));
});
