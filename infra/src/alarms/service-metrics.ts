import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type ApplicationTargetGroup, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Manifest } from '#libs/manifest';
import { type Deployment, databaseInstanceOf } from '../deployment.ts';
import { MINUTE, awsMetric } from './alarm-group.ts';

/** In five minutes, even a service with little traffic sends enough responses. */
const FAILURE_PERIOD = Duration.minutes(5);
/**
 * The metric is 0 in a period with fewer failed or slow requests than this number, because a single failure at night
 * is not an outage.
 */
const MIN_FAILURES = 3;

export type ServiceMetrics = ReturnType<typeof serviceMetrics>;

export function serviceMetrics(
  deployment: Deployment,
  manifest: Manifest,
  { metrics }: Pick<ApplicationTargetGroup, 'metrics'>,
) {
  const requests = (period: Duration) => metrics.requestCount({ period });
  const failed = (period: Duration) => metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period });
  const ofTasks = { ClusterName: deployment.names.cluster, ServiceName: manifest.name };
  const ofDatabase = { DBInstanceIdentifier: databaseInstanceOf(deployment, manifest) };
  const failedPercent = (period: Duration): IMetric =>
    new MathExpression({
      expression: `IF(FILL(failed, 0) >= ${MIN_FAILURES}, 100 * FILL(failed, 0) / requests, 0)`,
      usingMetrics: { requests: requests(period), failed: failed(period) },
      period,
      label: 'failed (%)',
    });
  return {
    requests: requests(MINUTE),
    failed: failed(MINUTE),
    failedPercent: failedPercent(FAILURE_PERIOD),
    failedPercentIn: failedPercent,
    latency: metrics.targetResponseTime({ period: MINUTE, statistic: Stats.p(99) }),
    slowPercentIn: (period: Duration, seconds: number): IMetric =>
      new MathExpression({
        expression: `IF(requests * (100 - fast) / 100 >= ${MIN_FAILURES}, 100 - fast, 0)`,
        usingMetrics: {
          requests: requests(period),
          fast: metrics.targetResponseTime({ period, statistic: Stats.percentileRank(seconds) }),
        },
        period,
        label: 'slow (%)',
      }),
    // A zone without tasks reports zero. The maximum over all zones shows whether any task is healthy.
    healthyHosts: metrics.healthyHostCount({ period: MINUTE, statistic: Stats.MAXIMUM }),
    unhealthyHosts: metrics.unhealthyHostCount({ period: MINUTE, statistic: Stats.MAXIMUM }),
    processor: awsMetric('AWS/ECS', 'CPUUtilization', ofTasks, Stats.AVERAGE),
    memory: awsMetric('AWS/ECS', 'MemoryUtilization', ofTasks, Stats.MAXIMUM),
    freeStorage: awsMetric('AWS/RDS', 'FreeStorageSpace', ofDatabase, Stats.MINIMUM),
    connections: awsMetric('AWS/RDS', 'DatabaseConnections', ofDatabase, Stats.MAXIMUM),
    databaseProcessor: awsMetric('AWS/RDS', 'CPUUtilization', ofDatabase, Stats.AVERAGE),
    databaseMemory: awsMetric('AWS/RDS', 'FreeableMemory', ofDatabase, Stats.MINIMUM),
  };
}
