import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';

export const INTERFACES = {
  EcrApi: { service: InterfaceVpcEndpointAwsService.ECR, host: 'api.ecr' },
  EcrDocker: { service: InterfaceVpcEndpointAwsService.ECR_DOCKER, host: '*.dkr.ecr' },
  Logs: { service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, host: 'logs' },
  Discovery: {
    service: InterfaceVpcEndpointAwsService.CLOUD_MAP_DATA_SERVICE_DISCOVERY,
    host: 'data-servicediscovery',
  },
};

/** Tasks reach S3 through the VPC's gateway, and ECS reads secrets through NAT. */
const OTHERS = ['*.s3', 'secretsmanager'];

export function endpointDomains(region: string): string[] {
  const hosts = [...Object.values(INTERFACES).map(({ host }) => host), ...OTHERS];
  return hosts.map((host) => `${host}.${region}.amazonaws.com`);
}
