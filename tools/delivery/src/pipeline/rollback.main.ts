import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecords } from '../records/open-records.ts';
import { existing, fullSha, need, needVariable } from './arguments.ts';
import { createPorts } from './aws/create-ports.ts';
import { recordRollback, rollBackService } from './deploy-service.ts';
import { planRollback } from './plan-rollback.ts';
import { describeRun, succeeded } from './run-plan.ts';
import { stageSettings } from './stage-settings.ts';
import { namesOfServices, openWorkspace } from './workspace.ts';

try {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string' },
      service: { type: 'string' },
      to: { type: 'string' },
      'record-only': { type: 'boolean', default: false },
    },
  });
  const { 'record-only': recordOnly, ...named } = values;
  const settings = stageSettings(need(named, 'stage'), process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const service = existing(namesOfServices(workspace), need(named, 'service'));
  const sha = fullSha(need(named, 'to'));
  const records = openRecords({ environment: process.env, warn: (message) => console.error(message) });
  const stage = settings.stage.name;
  const planned = await planRollback({ service, stage, to: sha }, records);
  const rolledBack = recordOnly
    ? await recordRollback(planned, { stage, sha }, { records, now: () => new Date() })
    : await rollBackService(
        planned,
        { stage, sha },
        createPorts({ settings, workspace, records, registry: needVariable(process.env, 'REGISTRY') }),
      );
  const report = { records: [rolledBack], stopped: [] };
  for (const line of describeRun(report)) console.log(line);
  if (!succeeded(report)) process.exitCode = 1;
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
