import type { StageSettings } from './arguments.ts';
import { cdk } from './aws/cdk-stacks.ts';
import type { Run } from './command.ts';

/**
 * Compares the stacks of a stage with their resources and prints each difference. Throws an Error if there is a difference, or if
 * a stack can't be compared. Leaves out the stack in the second region, whose resources the role can't read.
 */
export async function detectDrift({ context, stage }: StageSettings, run: Run): Promise<void> {
  const { status } = await run(process.execPath, [
    ...cdk('drift', context),
    '--fail',
    `!(Recovery)-${stage.name}`,
  ]);
  if (status === 0) return;
  throw new Error(
    `Resources of ${stage.name} differ from their stacks. Put the change into the CDK app, or deploy the stack to undo it.`,
  );
}
