import { Duration, Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type IVpc, Peer, Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  type ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  HttpCodeElb,
  ListenerAction,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EDGE_IDLE_MS } from '#libs/manifest';
import { AlarmGroup } from '../alarms/alarm-group.ts';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { publish, read } from '../parameters.ts';
import { notFoundAction } from '../routing/not-found-action.ts';

/** Failures in five minutes. A task that stops during a request can cause one or two. */
const FAILURES = 10;

/** Shorter than the services' 75 seconds, so the load balancer always closes a connection first. */
const IDLE_TIME = Duration.millis(EDGE_IDLE_MS);

/** The only entry point: HTTPS at the stage's domain. Each service adds rules for its own paths. */
export class Edge extends Construct {
  readonly loadBalancer: ApplicationLoadBalancer;

  constructor(scope: Construct, deployment: Deployment, vpc: IVpc, accessLogs: IBucket) {
    super(scope, 'Edge');
    const { parameters, stage } = deployment;
    const securityGroup = this.createSecurityGroup(vpc);
    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      internetFacing: true,
      securityGroup,
      idleTimeout: IDLE_TIME,
      dropInvalidHeaderFields: true,
      deletionProtection: deployment.deletionProtection && stage.retainsOnDelete,
    });
    this.loadBalancer.logAccessLogs(accessLogs, 'edge');
    const listener = this.listen(deployment);
    publish(this, parameters.edge.listener, listener.listenerArn);
    publish(this, parameters.edge.securityGroup, securityGroup.securityGroupId);
  }

  private createSecurityGroup(vpc: IVpc): SecurityGroup {
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'The load balancer: in from everywhere, out to the services',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(Peer.anyIpv4(), Port.tcp(443), 'HTTPS');
    securityGroup.addIngressRule(Peer.anyIpv4(), Port.tcp(80), 'HTTP, redirected to HTTPS');
    acknowledge(securityGroup, 'This is the public edge. Port 443 serves, port 80 redirects to it', 'EC23');
    return securityGroup;
  }

  private listen(deployment: Deployment): ApplicationListener {
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: read(this, deployment.parameters.given.hostedZone),
      zoneName: deployment.domain,
    });
    this.loadBalancer.addListener('Http', {
      protocol: ApplicationProtocol.HTTP,
      open: false,
      defaultAction: ListenerAction.redirect({
        protocol: ApplicationProtocol.HTTPS,
        port: '443',
        permanent: true,
      }),
    });
    this.createRecord(zone);
    return this.loadBalancer.addListener('Https', {
      protocol: ApplicationProtocol.HTTPS,
      open: false,
      sslPolicy: SslPolicy.TLS13_12_RES_PQ,
      certificates: [this.createCertificate(deployment, zone)],
      defaultAction: notFoundAction(),
    });
  }

  private createCertificate({ domain }: Deployment, zone: IHostedZone): Certificate {
    return new Certificate(this, 'Certificate', {
      domainName: domain,
      validation: CertificateValidation.fromDns(zone),
    });
  }

  /** One record per region, so a second region can be created and tested while the first still runs. */
  private createRecord(zone: IHostedZone): void {
    const { region } = Stack.of(this);
    new ARecord(this, 'Record', {
      zone,
      target: RecordTarget.fromAlias(
        new LoadBalancerTarget(this.loadBalancer, { evaluateTargetHealth: true }),
      ),
      region,
      setIdentifier: region,
    });
  }
}

/**
 * Alarms if the load balancer itself returns errors: no task is registered, or tasks reset or time out. No
 * service counts these errors.
 */
export function createEdgeAlarm(
  scope: Construct,
  deployment: Deployment,
  loadBalancer: ApplicationLoadBalancer,
  topic: ITopic,
): void {
  const alarms = new AlarmGroup(scope, 'EdgeAlarms', deployment, {
    topic,
    nameOf: deployment.names.edgeAlarm,
    subject: 'edge',
    section: 'edge-',
  });
  alarms.watch('5xx', `The load balancer itself failed more than ${FAILURES} times in five minutes`, 1, {
    metric: loadBalancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, {
      period: Duration.minutes(5),
      statistic: Stats.SUM,
    }),
    threshold: FAILURES,
  });
}
