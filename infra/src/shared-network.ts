import { Validations } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { read } from './parameters.ts';

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
    reason: 'No stack that imports the VPC adds a route',
  });
  return imported;
}

/** If a stack adds a rule to this group, the rule belongs to that stack. */
export function importSecurityGroup(scope: Construct, id: string, parameter: string): ISecurityGroup {
  return SecurityGroup.fromSecurityGroupId(scope, id, read(scope, parameter), { allowAllOutbound: false });
}

/** A construct cannot add rules to this security group, because this app adds every rule explicitly. */
export function importFixedSecurityGroup(scope: Construct, id: string, parameter: string): ISecurityGroup {
  return SecurityGroup.fromSecurityGroupId(scope, id, read(scope, parameter), { mutable: false });
}
