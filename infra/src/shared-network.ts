import { Validations } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { read } from './parameters.ts';

/** The stage's VPC as a stack of a service sees it, with the subnets that it uses. */
export function importVpc(
  scope: Construct,
  { zones, parameters }: Deployment,
  subnets: 'private' | 'isolated' | 'none',
): IVpc {
  const { vpc, privateSubnet, isolatedSubnet } = parameters.network;
  const idsOf = (nameOf: (index: number) => string): string[] =>
    zones.map((_zone, index) => read(scope, nameOf(index)));
  const imported = Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: read(scope, vpc),
    availabilityZones: [...zones],
    ...(subnets === 'private' && { privateSubnetIds: idsOf(privateSubnet) }),
    ...(subnets === 'isolated' && { isolatedSubnetIds: idsOf(isolatedSubnet) }),
  });
  Validations.of(imported).acknowledge({
    id: '@aws-cdk/aws-ec2:noSubnetRouteTableId',
    reason: 'Nothing here adds a route',
  });
  return imported;
}

/** A security group of another stack; rules that are added to it belong to the stack that adds them. */
export function importSecurityGroup(scope: Construct, id: string, parameter: string): ISecurityGroup {
  return SecurityGroup.fromSecurityGroupId(scope, id, read(scope, parameter), { allowAllOutbound: false });
}

/** The same for constructs that would add rules on their own: every rule is written out in this app. */
export function importFixedSecurityGroup(scope: Construct, id: string, parameter: string): ISecurityGroup {
  return SecurityGroup.fromSecurityGroupId(scope, id, read(scope, parameter), { mutable: false });
}
