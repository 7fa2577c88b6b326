import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { STORAGE } from '../data/database-instance.ts';
import type { Deployment, Service } from '../deployment.ts';
import { read } from '../parameters.ts';
import { DATABASE_POOL_SIZE } from '../tasks/environment-variables.ts';
import { AlarmGroup } from './alarm-group.ts';
import { watchBurnRates } from './burn-rate-alarms.ts';
import { type ServiceMetrics, serviceMetrics } from './service-metrics.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

const LIMITS = {
  /** The alarm fires above this percentage of failed requests, but not if only one or two requests failed. */
  failedPercent: 5,
  /** In seconds. The overview's timeout for the services that it calls is shorter than this value. */
  slowSeconds: 1.5,
  processorPercent: 85,
  memoryPercent: 85,
  databaseProcessorPercent: 80,
  /** With less free memory, PostgreSQL swaps or ends connections in every instance class. */
  freeMemoryBytes: 128 * MIB,
  /**
   * RDS enlarges the volume when the free space falls below twice this value. Below this value, RDS has failed to
   * enlarge the volume.
   */
  freeStorageBytes: (STORAGE.firstGib * GIB * STORAGE.growsBelowPercent) / 100 / 2,
  /**
   * The alarm fires if the tasks have opened this percentage of the connections in their pools. An instance with
   * 2 GiB of memory accepts about 190 connections.
   */
  connectionsPercent: 80,
};

/** These alarms fire while callers get errors, slow responses or no responses. */
export const OUTAGE_ALARMS = ['5xx', 'p99', 'no-healthy-host'] as const;

export class ServiceAlarms extends Construct {
  /** A deployment is rolled back if one of these alarms fires. */
  readonly ofDeployments: readonly Alarm[];
  readonly metrics: ServiceMetrics;
  private readonly group: AlarmGroup;

  constructor(
    scope: Construct,
    deployment: Deployment,
    { manifest }: Service,
    targetGroup: ApplicationTargetGroup,
  ) {
    super(scope, 'Alarms');
    const { names, parameters, stage } = deployment;
    this.metrics = serviceMetrics(deployment, manifest, targetGroup);
    this.group = new AlarmGroup(this, 'Group', deployment, {
      topic: Topic.fromTopicArn(this, 'Topic', read(this, parameters.operations.alarmTopic)),
      nameOf: (kind) => names.alarm(manifest, kind),
      subject: manifest.name,
    });
    this.ofDeployments = [this.watchFailures(), this.watchLatency()];
    this.watchTasks();
    if (manifest.database) this.watchDatabase(deployment);
    if (stage.watchesObjectives) watchBurnRates(this.group, manifest, this.metrics);
  }

  private watchFailures(): Alarm {
    return this.group.watch('5xx', `More than ${LIMITS.failedPercent} % of responses are failures`, 1, {
      metric: this.metrics.failedPercent,
      threshold: LIMITS.failedPercent,
    });
  }

  private watchLatency(): Alarm {
    return this.group.watch('p99', `One response in a hundred takes longer than ${LIMITS.slowSeconds} s`, 3, {
      metric: this.metrics.latency,
      threshold: LIMITS.slowSeconds,
      evaluateLowSampleCountPercentile: 'ignore',
    });
  }

  private watchTasks(): void {
    const { healthyHosts, unhealthyHosts, processor, memory } = this.metrics;
    this.group.watch('no-healthy-host', 'No task is ready, so the service does not respond', 3, {
      metric: healthyHosts,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // Without registered targets, the load balancer publishes no metric.
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.group.watch('unhealthy-hosts', 'A task is not ready', 5, { metric: unhealthyHosts, threshold: 0 });
    this.group.watch('processor', 'The CPU of the tasks is busy, and scaling did not help', 10, {
      metric: processor,
      threshold: LIMITS.processorPercent,
    });
    this.group.watch('memory', 'Tasks are about to run out of memory', 5, {
      metric: memory,
      threshold: LIMITS.memoryPercent,
    });
  }

  private watchDatabase({ profile, services, stage }: Deployment): void {
    const { freeStorage, connections, databaseProcessor, databaseMemory } = this.metrics;
    const full = 'The database is about to run out of storage, because RDS did not grow the volume';
    this.group.watch('database-storage', full, 5, {
      metric: freeStorage,
      threshold: LIMITS.freeStorageBytes,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    });
    const isShared = profile.database.instance === 'shared';
    const users = isShared ? services.filter((service) => service.manifest.database).length : 1;
    const usedUp = 'The connection pools of the maximum number of tasks are almost used up';
    this.group.watch('database-connections', usedUp, 5, {
      metric: connections,
      threshold: (LIMITS.connectionsPercent / 100) * users * stage.tasks.maximum * DATABASE_POOL_SIZE,
    });
    this.group.watch('database-processor', "The database's CPU is busy", 15, {
      metric: databaseProcessor,
      threshold: LIMITS.databaseProcessorPercent,
    });
    this.group.watch('database-memory', 'The database is about to run out of memory', 10, {
      metric: databaseMemory,
      threshold: LIMITS.freeMemoryBytes,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    });
  }
}
