import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';

/** AWS services that tasks use. Each has an endpoint in the VPC and a host name in the region. */
export const INTERFACES = {
  EcrApi: { service: InterfaceVpcEndpointAwsService.ECR, host: 'api.ecr' },
  EcrDocker: { service: InterfaceVpcEndpointAwsService.ECR_DOCKER, host: '*.dkr.ecr' },
  Logs: { service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, host: 'logs' },
  Discovery: {
    service: InterfaceVpcEndpointAwsService.CLOUD_MAP_DATA_SERVICE_DISCOVERY,
    host: 'data-servicediscovery',
  },
};

/** Host names of S3, which tasks reach through the VPC's gateway, and of secrets, which ECS reads through NAT. */
const OTHERS = ['*.s3', 'secretsmanager'];

/** Host names in a region of the AWS services that tasks use. */
export function endpointDomains(region: string): string[] {
  const hosts = [...Object.values(INTERFACES).map(({ host }) => host), ...OTHERS];
  return hosts.map((host) => `${host}.${region}.amazonaws.com`);
}
