import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { STAGE_OPTION, stageSettings } from './arguments.ts';
import { runnerIn } from './command.ts';
import { detectDrift } from './drift.ts';

await runCommand(
  {
    name: 'npm run ci:drift',
    help: 'Prints how the resources of a stage differ from their stacks. Fails if they do.',
    options: { stage: STAGE_OPTION },
  },
  ({ stage }) =>
    detectDrift(stageSettings(stage, process.env), runnerIn(resolve(import.meta.dirname, '../../../..'))),
);
