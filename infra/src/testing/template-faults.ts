import { checkRules } from '../aws-solutions-rules.ts';
import { type Service, createDeployment } from '../deployment.ts';
import { addStacks } from '../platform.ts';
import { type Context, parseSettings } from '../settings.ts';
import { violationsIn } from './violations.ts';

/** Returns what the AWS Solutions rules and CloudFormation's schemas find in a stage's templates. */
export function faultsOf(context: Context, services: readonly Service[]): ReturnType<typeof violationsIn> {
  return violationsIn((app) => {
    checkRules(app);
    addStacks(app, createDeployment(parseSettings(context), services));
  });
}
