import { CfnParameter, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { pascalCase } from './naming.ts';

export function publish(scope: Construct, name: string, value: string): void {
  new StringParameter(scope, `Parameter${idOf(name)}`, { parameterName: name, stringValue: value });
}

/** Reads the value again at each deployment of the stack. */
export function read(scope: Construct, name: string): string {
  const stack = Stack.of(scope);
  const id = `Read${idOf(name)}`;
  const existing = stack.node.tryFindChild(id);
  if (existing instanceof CfnParameter) return existing.valueAsString;
  return new CfnParameter(stack, id, { type: 'AWS::SSM::Parameter::Value<String>', default: name })
    .valueAsString;
}

function idOf(name: string): string {
  return name
    .split('/')
    .filter((part) => part !== '')
    .slice(2)
    .map(pascalCase)
    .join('');
}
