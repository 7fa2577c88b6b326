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
import type { Deployment, Service } from '../deployment.ts';
import { pascalCase } from '../naming.ts';
import { read } from '../parameters.ts';

const MINUTE = Duration.minutes(1);
const GIB = 1024 ** 3;

/** When somebody is told. */
const LIMITS = {
  /** Of a hundred answers; judged where there are enough to judge. */
  failedPercent: 5,
  judgedRequests: 20,
  /** Above the deadline that the overview has for the services that it calls (s). */
  slowSeconds: 1.5,
  processorPercent: 85,
  memoryPercent: 85,
  freeStorageBytes: 4 * GIB,
  /** An instance of 8 GiB allows some 900. */
  connections: 600,
};

interface Watched {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly operator?: ComparisonOperator;
  /** For how many minutes before somebody is told. */
  readonly minutes: number;
  readonly description: string;
}

/** What is watched of a service, and who is told. */
export class ServiceAlarms extends Construct {
  /** Those that roll a deployment back. */
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
    this.ofDeployments = this.watchAnswers();
    this.watchTasks();
    if (manifest.database) this.watchDatabase();
  }

  private watchAnswers(): Alarm[] {
    const { failedPercent, latency } = this.metrics;
    const failing = this.watch('5xx', {
      metric: failedPercent,
      threshold: LIMITS.failedPercent,
      minutes: 2,
      description: `More than ${LIMITS.failedPercent} % of answers are failures`,
    });
    const slow = this.watch('p99', {
      metric: latency,
      threshold: LIMITS.slowSeconds,
      minutes: 3,
      description: `One answer in a hundred takes longer than ${LIMITS.slowSeconds} s`,
    });
    return [failing, slow];
  }

  private watchTasks(): void {
    const { unhealthyHosts, processor, memory } = this.metrics;
    this.watch('unhealthy-hosts', {
      metric: unhealthyHosts,
      threshold: 0,
      minutes: 5,
      description: 'A task is not ready',
    });
    this.watch('processor', {
      metric: processor,
      threshold: LIMITS.processorPercent,
      minutes: 10,
      description: 'Tasks are busy, and scaling did not help',
    });
    this.watch('memory', {
      metric: memory,
      threshold: LIMITS.memoryPercent,
      minutes: 5,
      description: 'Tasks are about to run out of memory',
    });
  }

  private watchDatabase(): void {
    const { freeStorage, connections } = this.metrics;
    this.watch('database-storage', {
      metric: freeStorage,
      threshold: LIMITS.freeStorageBytes,
      operator: ComparisonOperator.LESS_THAN_THRESHOLD,
      minutes: 5,
      description: 'The database is about to run out of storage, and growing did not help',
    });
    this.watch('database-connections', {
      metric: connections,
      threshold: LIMITS.connections,
      minutes: 5,
      description: 'The database is about to run out of connections',
    });
  }

  private watch(name: string, { metric, threshold, operator, minutes, description }: Watched): Alarm {
    const alarm = new Alarm(this, pascalCase(name), {
      alarmName: this.deployment.names.alarm(this.manifest, name),
      alarmDescription: `${this.manifest.name}: ${description}`,
      metric,
      threshold,
      comparisonOperator: operator ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }
}

export type ServiceMetrics = ReturnType<typeof metricsOf>;

function metricsOf({ names }: Deployment, manifest: Manifest, targetGroup: ApplicationTargetGroup) {
  const requests = targetGroup.metrics.requestCount({ period: MINUTE });
  const failed = targetGroup.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period: MINUTE });
  const ofTasks = { ClusterName: names.cluster, ServiceName: manifest.name };
  const ofDatabase = { DBInstanceIdentifier: names.databaseInstance(manifest) };
  return {
    requests,
    failed,
    failedPercent: new MathExpression({
      expression: `IF(requests >= ${LIMITS.judgedRequests}, 100 * FILL(failed, 0) / requests, 0)`,
      usingMetrics: { requests, failed },
      period: MINUTE,
      label: 'failed (%)',
    }),
    latency: targetGroup.metrics.targetResponseTime({ period: MINUTE, statistic: Stats.p(99) }),
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
