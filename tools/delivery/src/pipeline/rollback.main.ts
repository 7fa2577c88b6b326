import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';
import { requireOption, requireService, requireSha, stageSettings } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { recordRollback, rollBackService } from './deploy-service.ts';
import { planRollback } from './plan-rollback.ts';
import { openRelease } from './release.ts';
import { describeRun, succeeded } from './run-plan.ts';
import { openWorkspace } from './workspace.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string' },
      service: { type: 'string' },
      to: { type: 'string' },
      'record-only': { type: 'boolean', default: false },
    },
  });
  const { 'record-only': recordOnly, ...named } = values;
  const settings = stageSettings(requireOption(named, 'stage'), process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const service = requireService(workspace.manifests, requireOption(named, 'service'));
  const sha = requireSha(requireOption(named, 'to'));
  const records = openRecords({ environment: process.env });
  const target = { stage: settings.stage.name, sha };
  const { finished } = await records.history({ stage: target.stage, service });
  const planned = planRollback({ service, stage: target.stage, to: sha }, finished);
  const rollBack = async () => {
    const release = await openRelease(workspace.root, await workspace.git.resolve('HEAD'), [settings]);
    return rollBackService(planned, target, await createPorts({ settings, workspace, release, records }));
  };
  const rolledBack = recordOnly
    ? await recordRollback(planned, target, { records, now: () => new Date() })
    : await rollBack();
  const report = { records: [rolledBack], stopped: [] };
  for (const line of describeRun(report)) console.log(line);
  if (!succeeded(report)) process.exitCode = 1;
});
