import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { assertReviewed, openGitHub } from '#libs/github';
import { deliveryVariables } from '../variables.ts';
import { SERVICES_OPTION, STAGE_OPTION, allStageSettings, stageSettings } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { openRun, planRun } from './delivery-run.ts';
import { outputsOf, summaryOf } from './plan.ts';
import { publishMissing } from './publish-missing.ts';

await runCommand(
  {
    name: 'npm run ci:plan',
    help: `Prints what a stage must deploy to run this commit. The first job of a run, which has no release yet, synthesizes every
stage. Writes the waves for later jobs to the file GITHUB_OUTPUT.`,
    options: {
      stage: STAGE_OPTION,
      services: SERVICES_OPTION,
      approval: { type: 'string', value: 'ENVIRONMENT', help: 'fail unless this environment has reviewers' },
      build: { type: 'boolean', default: false, help: 'build and push the missing images, all together' },
    },
  },
  async ({ stage, services, approval, build }) => {
    if (approval) await assertReviewed(openGitHub(process.env), approval);
    const root = resolve(import.meta.dirname, '../../../..');
    const settings = stageSettings(stage, process.env);
    const run = await openRun(root, settings, allStageSettings(process.env));
    const plan = await planRun(run, services);
    console.log(summaryOf(plan));
    if (build) await publishMissing(plan, (await createPorts(run)).images);
    const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = deliveryVariables.parse(process.env);
    if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, outputsOf(plan));
    if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, summaryOf(plan));
  },
);
