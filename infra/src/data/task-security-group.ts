import { type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Manifest } from '#libs/manifest';
import type { Deployment } from '../deployment.ts';
import { publish, read } from '../parameters.ts';
import { importSecurityGroup } from '../shared-network.ts';

const HTTPS = Port.tcp(443);

/**
 * Creates the security group of a service's tasks, with the outbound rules that every service has. Other stacks add
 * the inbound rules: the service's stack adds the rule for the load balancer, and each caller's stack adds the rule
 * for that caller.
 */
export function createTaskSecurityGroup(
  scope: Construct,
  { parameters, profile }: Deployment,
  service: Pick<Manifest, 'name'>,
  vpc: IVpc,
): SecurityGroup {
  const tasks = new SecurityGroup(scope, 'Tasks', {
    vpc,
    description: `Tasks of ${service.name}`,
    allowAllOutbound: false,
  });
  if (profile.interfaceEndpoints) {
    const endpoints = importSecurityGroup(scope, 'Endpoints', parameters.network.endpointSecurityGroup);
    tasks.addEgressRule(endpoints, HTTPS, 'AWS endpoints');
    endpoints.addIngressRule(tasks, HTTPS, `Tasks of ${service.name}`);
  }
  tasks.addEgressRule(
    Peer.prefixList(read(scope, parameters.given.s3PrefixList)),
    HTTPS,
    'S3, through its gateway',
  );
  // The rule allows all addresses, because a security group can't name a host and the addresses are not known.
  tasks.addEgressRule(Peer.anyIpv4(), HTTPS, 'The issuer and AWS, through NAT');
  publish(scope, parameters.of(service).securityGroup, tasks.securityGroupId);
  return tasks;
}
