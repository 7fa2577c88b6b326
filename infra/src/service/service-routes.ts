import { Duration } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  Protocol,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { healthPort } from '#libs/manifest';
import type { Deployment, Service } from '../deployment.ts';
import { notFoundAction } from '../routing/not-found-action.ts';
import { read } from '../parameters.ts';
import { listenerRulesOf } from '../routing/listener-rules.ts';
import { importFixedSecurityGroup } from '../shared-network.ts';

/** How long requests in flight may continue after a task is deregistered. */
const DEREGISTRATION_DELAY = Duration.seconds(15);

/** The service's part of the edge: its listener rules and its target group. */
export class ServiceRoutes extends Construct {
  readonly targetGroup: ApplicationTargetGroup;
  readonly rules: readonly ApplicationListenerRule[];

  constructor(scope: Construct, { parameters, profile }: Deployment, service: Service, vpc: IVpc) {
    super(scope, 'Routes');
    const { manifest } = service;
    this.targetGroup = new ApplicationTargetGroup(this, 'Targets', {
      vpc,
      targetType: TargetType.IP,
      // The load balancer encrypts, but doesn't verify the certificate of a target.
      protocol: profile.encryption === 'services' ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP,
      port: manifest.port,
      deregistrationDelay: DEREGISTRATION_DELAY,
      healthCheck: {
        protocol: Protocol.HTTP,
        path: '/ready',
        port: String(healthPort(manifest)),
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
    const listener = ApplicationListener.fromApplicationListenerAttributes(this, 'Listener', {
      listenerArn: read(this, parameters.edge.listener),
      securityGroup: importFixedSecurityGroup(this, 'ListenerSecurityGroup', parameters.edge.securityGroup),
    });
    const forward = ListenerAction.forward([this.targetGroup]);
    this.rules = listenerRulesOf(service).map(
      ({ priority, patterns, action }) =>
        new ApplicationListenerRule(this, `Rule${priority}`, {
          listener,
          priority,
          conditions: [ListenerCondition.pathPatterns([...patterns])],
          action: action === 'forward' ? forward : notFoundAction(),
        }),
    );
  }
}
