import { Duration } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerRule,
  type ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { healthPort } from '#libs/manifest';
import type { Deployment, Service } from '../deployment.ts';
import { notFoundAction } from '../routing/not-found-action.ts';
import { read } from '../parameters.ts';
import { listenerRulesOf } from '../routing/listener-rules.ts';
import { createTargetGroup } from '../routing/target-group.ts';
import { importFixedSecurityGroup } from '../shared-network.ts';

const DEREGISTRATION_DELAY = Duration.seconds(15);

export class ServiceRoutes extends Construct {
  readonly targetGroup: ApplicationTargetGroup;
  readonly rules: readonly ApplicationListenerRule[];

  constructor(scope: Construct, deployment: Deployment, service: Service, vpc: IVpc) {
    super(scope, 'Routes');
    const { parameters } = deployment;
    const { manifest } = service;
    this.targetGroup = createTargetGroup(this, deployment, {
      vpc,
      port: manifest.port,
      deregistrationDelay: DEREGISTRATION_DELAY,
      healthCheck: { protocol: Protocol.HTTP, path: '/ready', port: String(healthPort(manifest)) },
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
