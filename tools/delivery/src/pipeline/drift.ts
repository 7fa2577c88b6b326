import type { StageSettings } from './arguments.ts';
import { cdk } from './aws/cdk-stacks.ts';
import type { Run } from './command.ts';

/**
 * Compares a stage's stacks with the real resources, and prints each difference. Throws an Error if there is
 * a difference or if a stack can't be compared. Skips the stack in the second region, because the role can't
 * read its resources.
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
