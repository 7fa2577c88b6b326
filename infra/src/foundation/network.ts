import {
  CfnVPCEncryptionControl,
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  LogFormat,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { createLogGroup } from '../resource-defaults.ts';
import { publish } from '../parameters.ts';
import { INTERFACES } from './aws-endpoints.ts';

/**
 * Only the load balancer and NAT use public subnets. Tasks use private subnets, and databases use isolated
 * subnets.
 */
export class Network extends Construct {
  readonly vpc: Vpc;
  /** Each service's stack adds a rule for the service's tasks. */
  readonly endpointSecurityGroup: SecurityGroup;

  constructor(scope: Construct, deployment: Deployment) {
    super(scope, 'Network');
    const { profile, stage, zones, parameters } = deployment;
    this.vpc = new Vpc(this, 'Vpc', {
      availabilityZones: [...zones],
      natGateways: stage.natGateways,
      restrictDefaultSecurityGroup: true,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    if (profile.encryption === 'hardware') this.encrypt();
    this.logFlows(deployment);
    this.endpointSecurityGroup = new SecurityGroup(this, 'EndpointSecurityGroup', {
      vpc: this.vpc,
      description: 'AWS endpoints; each service adds a rule for its own tasks',
      allowAllOutbound: false,
    });
    if (profile.interfaceEndpoints) this.addInterfaceEndpoints();
    this.addBucketEndpoint();

    publish(this, parameters.network.vpc, this.vpc.vpcId);
    publish(this, parameters.network.endpointSecurityGroup, this.endpointSecurityGroup.securityGroupId);
    for (const [index, { subnetId }] of this.vpc.privateSubnets.entries()) {
      publish(this, parameters.network.privateSubnet(index), subnetId);
    }
    for (const [index, { subnetId }] of this.vpc.isolatedSubnets.entries()) {
      publish(this, parameters.network.isolatedSubnet(index), subnetId);
    }
  }

  /**
   * Makes the hardware encrypt traffic between instances. Traffic that leaves the VPC is not encrypted. The control
   * must exist before any resource with a network interface, because AWS chooses the resource's hardware at creation.
   */
  private encrypt(): void {
    const control = new CfnVPCEncryptionControl(this, 'Encryption', {
      vpcId: this.vpc.vpcId,
      mode: 'enforce',
      internetGatewayExclusionInput: 'enable',
      natGatewayExclusionInput: 'enable',
    });
    const subnets = [...this.vpc.publicSubnets, ...this.vpc.privateSubnets, ...this.vpc.isolatedSubnets];
    for (const subnet of subnets) subnet.node.addDependency(control);
  }

  private logFlows({ stage, names }: Deployment): void {
    const logGroup = createLogGroup(this, 'FlowLogGroup', stage, names.logGroup('network', 'flows'));
    this.vpc.addFlowLog('FlowLog', {
      destination: FlowLogDestination.toCloudWatchLogs(logGroup),
      trafficType: FlowLogTrafficType.ALL,
      logFormat: [LogFormat.ALL_DEFAULT_FIELDS, LogFormat.custom('${encryption-status}')],
    });
  }

  private addInterfaceEndpoints(): void {
    for (const [id, { service }] of Object.entries(INTERFACES)) {
      this.vpc.addInterfaceEndpoint(id, {
        service,
        open: false,
        securityGroups: [this.endpointSecurityGroup],
        subnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      });
    }
  }

  private addBucketEndpoint(): void {
    const s3 = this.vpc.addGatewayEndpoint('S3', {
      service: GatewayVpcEndpointAwsService.S3,
      subnets: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }],
    });
    s3.addToPolicy(
      new PolicyStatement({
        sid: 'OwnBuckets',
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    s3.addToPolicy(
      new PolicyStatement({
        sid: 'LayersOfImages',
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [`arn:${Aws.PARTITION}:s3:::prod-${Aws.REGION}-starport-layer-bucket/*`],
      }),
    );
  }
}
