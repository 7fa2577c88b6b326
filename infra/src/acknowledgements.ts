import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Accepts that rules are broken by a construct and what is in it. The reason is one that an auditor accepts. */
export function acknowledge(construct: IConstruct, reason: string, ...rules: readonly string[]): void {
  Validations.of(construct).acknowledge(...rules.map((rule) => ({ id: `AwsSolutions-${rule}`, reason })));
}

/** Allows something on resources that only a wildcard can name. The reason tells why no narrower name will do. */
export function allowWidely(role: Role, reason: string, statement: PolicyStatement): void {
  role.addToPolicy(statement);
  const stack = Stack.of(role);
  const findings = statement.resources
    .map((resource) => flatten(stack.resolve(resource)))
    .filter((resource) => resource.includes('*'));
  acknowledge(role, reason, ...findings.map((resource) => `IAM5[Resource::${resource}]`));
}

/** A value of a template as the rules print it: references in angle brackets. */
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
