import { Duration } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationProtocol,
  ApplicationTargetGroup,
  type HealthCheck,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

interface TargetGroupProps {
  readonly vpc: IVpc;
  readonly port: number;
  /** Requests in progress may continue for this long after the load balancer deregisters their task. */
  readonly deregistrationDelay: Duration;
  readonly healthCheck: Pick<HealthCheck, 'protocol' | 'path' | 'port'>;
}

/** Whether the load balancer encrypts traffic to tasks. The load balancer doesn't verify the tasks' certificates. */
export function encryptsToTasks({ profile }: Deployment): boolean {
  return profile.encryption === 'services';
}

/** The load balancer forwards requests to a task only after two successful checks. */
export function createTargetGroup(
  scope: Construct,
  deployment: Deployment,
  { healthCheck, ...props }: TargetGroupProps,
): ApplicationTargetGroup {
  return new ApplicationTargetGroup(scope, 'Targets', {
    ...props,
    targetType: TargetType.IP,
    protocol: encryptsToTasks(deployment) ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP,
    healthCheck: {
      ...healthCheck,
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
  });
}
