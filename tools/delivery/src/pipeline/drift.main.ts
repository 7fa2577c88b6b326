import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from '../run-main.ts';
import { requireOption, stageSettings } from './arguments.ts';
import { runnerIn } from './command.ts';
import { detectDrift } from './drift.ts';

await runMain(async () => {
  const { values } = parseArgs({ options: { stage: { type: 'string' } } });
  const settings = stageSettings(requireOption(values, 'stage'), process.env);
  await detectDrift(settings, runnerIn(resolve(import.meta.dirname, '../../../..')));
});
