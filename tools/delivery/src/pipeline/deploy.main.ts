import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { SHARED_UNITS } from '#libs/manifest';
import {
  SERVICES_OPTION,
  STAGE_OPTION,
  allStageSettings,
  requireService,
  stageSettings,
} from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { openRun, planRun, reportRecord } from './delivery-run.ts';
import { deployService } from './deploy-service.ts';
import { unitOf } from './plan.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run ci:deploy',
    help: 'Deploys one service or shared unit from the release of this run to a stage, and records the deployment.',
    options: {
      stage: STAGE_OPTION,
      service: { type: 'string', required: true, help: `the service, or one of ${SHARED_UNITS.join(', ')}` },
      services: SERVICES_OPTION,
    },
  },
  async (values) => {
    const settings = stageSettings(values.stage, process.env);
    const run = await openRun(root, settings, allStageSettings(process.env));
    const service = requireService(
      [...SHARED_UNITS.map((name) => ({ name })), ...run.workspace.manifests],
      values.service,
    );
    // Plans again, because a newer run may have deployed in the meantime.
    const plan = await planRun(run, values.services);
    const unit = unitOf(plan, service);
    if (unit)
      return reportRecord(
        await deployService(unit, { stage: plan.stage, sha: plan.sha }, await createPorts(run)),
      );
    const skipped = plan.skipped.find((each) => each.service === service);
    console.log(`${service}: nothing to do: ${skipped?.reason ?? 'it is not in this commit'}`);
  },
);
