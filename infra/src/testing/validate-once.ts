import { readFileSync } from 'node:fs';
import {
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type PolicyValidationStack,
} from 'aws-cdk-lib';

/**
 * Validates equal templates only once per process, because most stacks are the same in several stages and
 * profiles.
 */
export class ValidateOnce extends CloudFormationValidatePlugin {
  private readonly validated = new Set<string>();

  override validate(context: IPolicyValidationContext): ReturnType<CloudFormationValidatePlugin['validate']> {
    const stackTemplates = context.stackTemplates.filter((stack) => this.isNew(stack));
    return super.validate({ ...context, stackTemplates });
  }

  private isNew({ templatePath, accountId, region }: PolicyValidationStack): boolean {
    const key = JSON.stringify([accountId, region, readFileSync(templatePath, 'utf8')]);
    if (this.validated.has(key)) return false;
    this.validated.add(key);
    return true;
  }
}
