import { type App, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type PolicyStatementProps, type Role } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** Synthesis fails if a template violates one of the AWS Solutions rules. */
export function checkRules(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

/** Suppresses rules for a construct and its children. The reason must convince an auditor. */
export function acknowledge(construct: IConstruct, reason: string, ...rules: readonly string[]): void {
  Validations.of(construct).acknowledge(...rules.map((rule) => ({ id: `AwsSolutions-${rule}`, reason })));
}

export function allow(role: Role, statement: PolicyStatementProps): void {
  role.addToPolicy(new PolicyStatement(statement));
}

/**
 * Allows a statement with a wildcard in its resources. The reason must say why no narrower resource works.
 */
export function allowWildcard(role: Role, reason: string, statement: PolicyStatementProps): void {
  allow(role, statement);
  const stack = Stack.of(role);
  const findings = (statement.resources ?? [])
    .map((resource) => flatten(stack.resolve(resource)))
    .filter((resource) => resource.includes('*'));
  acknowledge(role, reason, ...findings.map((resource) => `IAM5[Resource::${resource}]`));
}

/** Formats values like the messages of the rules: references are in angle brackets. */
function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('Ref' in value) return `<${flatten(value.Ref)}>`;
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) {
    return `<${value['Fn::GetAtt'].map(flatten).join('.')}>`;
  }
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
    const [delimiter, parts] = value['Fn::Join'] as unknown[];
    return Array.isArray(parts) ? parts.map(flatten).join(String(delimiter)) : '';
  }
  return JSON.stringify(value);
}
