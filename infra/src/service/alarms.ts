import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Manifest } from '#libs/manifest';
import { STORAGE } from '../data/database.ts';
import type { Deployment, Service } from '../deployment.ts';
import { pascalCase } from '../naming.ts';
import { read } from '../parameters.ts';
import { DATABASE_POOL_SIZE } from '../tasks/environment-variables.ts';

const MINUTE = Duration.minutes(1);
/** Long enough to collect enough responses from a service with little traffic. */
const FAILURE_PERIOD = Duration.minutes(5);
const GIB = 1024 ** 3;

/** Alarm thresholds. */
const LIMITS = {
  /** Failure percentage, if at least `failedResponses` requests failed. A single failure at night is no outage. */
  failedPercent: 5,
  failedResponses: 3,
  /** Seconds. Longer than the overview's deadline for its callees. */
  slowSeconds: 1.5,
  processorPercent: 85,
  memoryPercent: 85,
  /** Half of the free space at which RDS grows the volume. Below it, growing has failed. */
  freeStorageBytes: (STORAGE.firstGib * GIB * STORAGE.growsBelowPercent) / 100 / 2,
  /** Percentage of the connections that all task pools can open. An instance with 8 GiB allows about 900. */
  connectionsPercent: 80,
};

type WatchProps = Pick<AlarmProps, 'metric' | 'threshold'> & Partial<AlarmProps>;

/** A service's alarms and their targets. */
export class ServiceAlarms extends Construct {
  /** Alarms that roll back a deployment. */
  readonly ofDeployments: readonly Alarm[];
  readonly metrics: ServiceMetrics;
  private readonly topic: ITopic;
  private readonly deployment: Deployment;
  private readonly manifest: Manifest;

  constructor(
    scope: Construct,
    deployment: Deployment,
    { manifest }: Service,
    targetGroup: ApplicationTargetGroup,
  ) {
    super(scope, 'Alarms');
    this.deployment = deployment;
    this.manifest = manifest;
    this.topic = Topic.fromTopicArn(this, 'Topic', read(this, deployment.parameters.operations.alarmTopic));
    this.metrics = metricsOf(deployment, manifest, targetGroup);
    this.ofDeployments = [this.watchFailures(), this.watchLatency()];
    this.watchTasks();
    if (manifest.database) this.watchDatabase();
  }

  private watchFailures(): Alarm {
    return this.watch('5xx', `More than ${LIMITS.failedPercent} % of responses are failures`, 1, {
      metric: this.metrics.failedPercent,
      threshold: LIMITS.failedPercent,
    });
  }

  private watchLatency(): Alarm {
    return this.watch('p99', `One response in a hundred takes longer than ${LIMITS.slowSeconds} s`, 3, {
      metric: this.metrics.latency,
      threshold: LIMITS.slowSeconds,
      evaluateLowSampleCountPercentile: 'ignore',
    });
  }

  private watchTasks(): void {
    const { healthyHosts, unhealthyHosts, processor, memory } = this.metrics;
    this.watch('no-healthy-host', 'No task is ready, so the service does not respond', 3, {
      metric: healthyHosts,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // The load balancer publishes no metric without registered targets.
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.watch('unhealthy-hosts', 'A task is not ready', 5, { metric: unhealthyHosts, threshold: 0 });
    this.watch('processor', 'The CPU of the tasks is busy, and scaling did not help', 10, {
      metric: processor,
      threshold: LIMITS.processorPercent,
    });
    this.watch('memory', 'Tasks are about to run out of memory', 5, {
      metric: memory,
      threshold: LIMITS.memoryPercent,
    });
  }

  private watchDatabase(): void {
    const { freeStorage, connections } = this.metrics;
    const full = 'The database is about to run out of storage, because RDS did not grow the volume';
    this.watch('database-storage', full, 5, {
      metric: freeStorage,
      threshold: LIMITS.freeStorageBytes,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    });
    const usedUp = 'The connection pools of the maximum number of tasks are almost used up';
    this.watch('database-connections', usedUp, 5, {
      metric: connections,
      threshold: (LIMITS.connectionsPercent / 100) * this.deployment.stage.tasks.maximum * DATABASE_POOL_SIZE,
    });
  }

  /** Alarms after this number of periods above the threshold. Missing data is no reason, unless `props` says so. */
  private watch(name: string, description: string, periods: number, props: WatchProps): Alarm {
    const alarm = new Alarm(this, pascalCase(name), {
      alarmName: this.deployment.names.alarm(this.manifest, name),
      alarmDescription: `${this.manifest.name}: ${description}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }
}

export type ServiceMetrics = ReturnType<typeof metricsOf>;

function metricsOf({ names }: Deployment, manifest: Manifest, targetGroup: ApplicationTargetGroup) {
  const requests = (period: Duration) => targetGroup.metrics.requestCount({ period });
  const failed = (period: Duration) =>
    targetGroup.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period });
  const ofTasks = { ClusterName: names.cluster, ServiceName: manifest.name };
  const ofDatabase = { DBInstanceIdentifier: names.databaseInstance(manifest) };
  return {
    requests: requests(MINUTE),
    failed: failed(MINUTE),
    failedPercent: new MathExpression({
      expression: `IF(FILL(failed, 0) >= ${LIMITS.failedResponses}, 100 * FILL(failed, 0) / requests, 0)`,
      usingMetrics: { requests: requests(FAILURE_PERIOD), failed: failed(FAILURE_PERIOD) },
      period: FAILURE_PERIOD,
      label: 'failed (%)',
    }),
    latency: targetGroup.metrics.targetResponseTime({ period: MINUTE, statistic: Stats.p(99) }),
    // A zone without tasks reports zero, so the maximum over all zones shows whether a task exists.
    healthyHosts: targetGroup.metrics.healthyHostCount({ period: MINUTE, statistic: Stats.MAXIMUM }),
    unhealthyHosts: targetGroup.metrics.unhealthyHostCount({ period: MINUTE, statistic: Stats.MAXIMUM }),
    processor: metric('AWS/ECS', 'CPUUtilization', ofTasks, Stats.AVERAGE),
    memory: metric('AWS/ECS', 'MemoryUtilization', ofTasks, Stats.MAXIMUM),
    freeStorage: metric('AWS/RDS', 'FreeStorageSpace', ofDatabase, Stats.MINIMUM),
    connections: metric('AWS/RDS', 'DatabaseConnections', ofDatabase, Stats.MAXIMUM),
    databaseProcessor: metric('AWS/RDS', 'CPUUtilization', ofDatabase, Stats.AVERAGE),
  };
}

function metric(
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period: MINUTE });
}
