import { Duration } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type IVpc, Peer, Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  type ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  HttpCodeElb,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EDGE_IDLE_MS } from '#libs/manifest';
import { AlarmGroup } from '../alarms/alarm-group.ts';
import type { Deployment } from '../deployment.ts';
import { publish, read } from '../parameters.ts';
import { notFoundAction } from '../routing/not-found-action.ts';
import { Distribution, type Domain } from './distribution.ts';
import { Pages } from './pages.ts';

/**
 * The alarm fires after this number of failures in five minutes. A single task that stops during a request
 * can cause one or two failures.
 */
const FAILURES = 10;

/** The load balancer must close an idle connection before the services do. The services wait 75 seconds. */
const IDLE_TIME = Duration.millis(EDGE_IDLE_MS);

/**
 * The only entry point is CloudFront. CloudFront sends requests to a load balancer without a public address (ADR 83).
 * Each service adds rules for its paths to the load balancer.
 */
export class Edge extends Construct {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly host: string;

  constructor(scope: Construct, deployment: Deployment, vpc: IVpc, accessLogs: IBucket) {
    super(scope, 'Edge');
    const { parameters, stage } = deployment;
    const domain = this.findDomain(deployment);
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'The load balancer: in from CloudFront, out to the services',
      allowAllOutbound: false,
    });
    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      internetFacing: false,
      securityGroup,
      idleTimeout: IDLE_TIME,
      dropInvalidHeaderFields: true,
      deletionProtection: deployment.deletionProtection && stage.retainsOnDelete,
    });
    this.loadBalancer.logAccessLogs(accessLogs, 'edge');
    const listener = this.listen(domain);
    securityGroup.addIngressRule(
      Peer.prefixList(read(this, parameters.given.cloudFrontPrefixList)),
      Port.tcp(listener.port),
      'Requests from CloudFront',
    );
    const { loadBalancer } = this;
    const pages = new Pages(this, deployment, accessLogs);
    this.host = new Distribution(this, deployment, { loadBalancer, vpc, domain, pages }).host;
    publish(this, parameters.edge.listener, listener.listenerArn);
    publish(this, parameters.edge.securityGroup, securityGroup.securityGroupId);
    publish(this, parameters.edge.host, this.host);
  }

  private findDomain({ domain: name, parameters }: Deployment): Domain | undefined {
    if (name === undefined) return undefined;
    const hostedZoneId = read(this, parameters.given.hostedZone);
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName: name });
    return { name, zone };
  }

  /**
   * The listener and its rules stay the same if a stage gets a domain later. Without a domain, a stage has no
   * certificate that CloudFront accepts, so only the private connection protects requests.
   */
  private listen(domain: Domain | undefined): ApplicationListener {
    const encrypted = domain && {
      protocol: ApplicationProtocol.HTTPS,
      sslPolicy: SslPolicy.TLS13_12_RES_PQ,
      certificates: [
        new Certificate(this, 'Certificate', {
          domainName: domain.name,
          validation: CertificateValidation.fromDns(domain.zone),
        }),
      ],
    };
    return this.loadBalancer.addListener('Listener', {
      open: false,
      defaultAction: notFoundAction(),
      ...(encrypted ?? { protocol: ApplicationProtocol.HTTP }),
    });
  }
}

/**
 * The alarm fires if the load balancer itself returns errors. The load balancer returns errors if no task is
 * registered, or if tasks reset connections or time out. The metrics of services don't count these errors.
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
