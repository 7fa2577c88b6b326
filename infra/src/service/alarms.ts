import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
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

interface Watched {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly operator?: ComparisonOperator;
  /** Number of periods before the alarm fires. */
  readonly periods: number;
  /** How to treat missing data. The default ignores it. */
  readonly missing?: TreatMissingData;
  /** Whether to evaluate a percentile of few samples. */
  readonly fewSamples?: 'ignore';
  readonly description: string;
}

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
    this.ofDeployments = this.watchResponses();
    this.watchTasks();
    if (manifest.database) this.watchDatabase();
  }

  private watchResponses(): Alarm[] {
    const { failedPercent, latency } = this.metrics;
    const failing = this.watch('5xx', {
      metric: failedPercent,
      threshold: LIMITS.failedPercent,
      periods: 1,
      description: `More than ${LIMITS.failedPercent} % of responses are failures`,
    });
    const slow = this.watch('p99', {
      metric: latency,
      threshold: LIMITS.slowSeconds,
      periods: 3,
      fewSamples: 'ignore',
      description: `One response in a hundred takes longer than ${LIMITS.slowSeconds} s`,
    });
    return [failing, slow];
  }

  private watchTasks(): void {
    const { healthyHosts, unhealthyHosts, processor, memory } = this.metrics;
    this.watch('no-healthy-host', {
      metric: healthyHosts,
      threshold: 1,
      operator: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 3,
      // The load balancer publishes no metric without registered targets.
      missing: TreatMissingData.BREACHING,
      description: 'No task is ready, so the service does not respond',
    });
    this.watch('unhealthy-hosts', {
      metric: unhealthyHosts,
      threshold: 0,
      periods: 5,
      description: 'A task is not ready',
    });
    this.watch('processor', {
      metric: processor,
      threshold: LIMITS.processorPercent,
      periods: 10,
      description: 'The CPU of the tasks is busy, and scaling did not help',
    });
    this.watch('memory', {
      metric: memory,
      threshold: LIMITS.memoryPercent,
      periods: 5,
      description: 'Tasks are about to run out of memory',
    });
  }

  private watchDatabase(): void {
    const { freeStorage, connections } = this.metrics;
    this.watch('database-storage', {
      metric: freeStorage,
      threshold: LIMITS.freeStorageBytes,
      operator: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 5,
      description: 'The database is about to run out of storage, because RDS did not grow the volume',
    });
    this.watch('database-connections', {
      metric: connections,
      threshold: (LIMITS.connectionsPercent / 100) * this.deployment.stage.tasks.maximum * DATABASE_POOL_SIZE,
      periods: 5,
      description: 'The connection pools of the maximum number of tasks are almost used up',
    });
  }

  private watch(name: string, watched: Watched): Alarm {
    const { metric, threshold, operator, periods, missing, fewSamples, description } = watched;
    const alarm = new Alarm(this, pascalCase(name), {
      alarmName: this.deployment.names.alarm(this.manifest, name),
      alarmDescription: `${this.manifest.name}: ${description}`,
      metric,
      threshold,
      comparisonOperator: operator ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
      ...(fewSamples && { evaluateLowSampleCountPercentile: fewSamples }),
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
