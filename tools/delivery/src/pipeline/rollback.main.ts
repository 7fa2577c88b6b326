import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { openRecords } from '#libs/github';
import { STAGE_OPTION, requireService, requireSha, stageSettings } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { openRun, openWorkspace, reportRecord } from './delivery-run.ts';
import { recordRollback, rollBackService } from './deploy-service.ts';
import { planRollback } from './plan-rollback.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run ci:rollback',
    help: 'Rolls a service back to a version that ran in the stage before, and records the rollback.',
    options: {
      stage: STAGE_OPTION,
      service: { type: 'string', required: true, help: 'the service' },
      to: { type: 'string', required: true, value: 'SHA', help: 'the full sha of the version' },
      'record-only': {
        type: 'boolean',
        default: false,
        help: 'only record a rollback that was made by hand',
      },
    },
  },
  async (values) => {
    const settings = stageSettings(values.stage, process.env);
    const service = requireService(openWorkspace(root).manifests, values.service);
    const target = { stage: settings.stage.name, sha: requireSha(values.to) };
    const records = openRecords(process.env);
    const { finished } = await records.history({ stage: target.stage, service });
    const planned = planRollback({ service, stage: target.stage, to: target.sha }, finished);
    if (values['record-only'])
      return reportRecord(await recordRollback(planned, target, { records, now: () => new Date() }));
    const ports = await createPorts(await openRun(root, settings, [settings]));
    reportRecord(await rollBackService(planned, target, ports));
  },
);
