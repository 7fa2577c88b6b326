import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';

/** AWS services that tasks use. Each has an endpoint in the VPC and a host name in the region. */
export const INTERFACES = {
  EcrApi: { service: InterfaceVpcEndpointAwsService.ECR, host: 'api.ecr' },
  EcrDocker: { service: InterfaceVpcEndpointAwsService.ECR_DOCKER, host: '*.dkr.ecr' },
  Logs: { service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, host: 'logs' },
  Secrets: { service: InterfaceVpcEndpointAwsService.SECRETS_MANAGER, host: 'secretsmanager' },
  Discovery: {
    service: InterfaceVpcEndpointAwsService.CLOUD_MAP_DATA_SERVICE_DISCOVERY,
    host: 'data-servicediscovery',
  },
};

/** Host names of S3, which tasks reach through the VPC's gateway. */
const BUCKETS = '*.s3';

/** Host names of the endpoints in a region. */
export function endpointDomains(region: string): string[] {
  const hosts = [...Object.values(INTERFACES).map(({ host }) => host), BUCKETS];
  return hosts.map((host) => `${host}.${region}.amazonaws.com`);
}
