import { Duration, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlarmGroup } from '../alarms/alarm-group.ts';
import type { Deployment } from '../deployment.ts';
import { read } from '../parameters.ts';
import { stackIn } from '../resource-defaults.ts';
import { AccountTrail } from './account-trail.ts';
import { findProbe } from './find-probe.ts';
import { notifyOfEvents } from './notifications.ts';
import { OverviewDashboard } from './overview-dashboard.ts';
import { ScheduledCheck } from './scheduled-check.ts';

/** Cost Explorer has a single endpoint for all regions. */
const COST_EXPLORER_REGION = 'us-east-1';
/** RDS usually copies its log within 15 minutes. */
const OLDEST_COPY_MINUTES = 180;

/** Services don't need this stack to run. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, deployment: Deployment) {
    const { names, parameters, region, stage } = deployment;
    super(scope, names.stacks.monitoring, {
      ...stackIn(region),
      description: `Watches ${stage.name}: dashboard, canary, events, costs, audit`,
    });
    const topic = Topic.fromTopicArn(this, 'Topic', read(this, parameters.operations.alarmTopic));
    const alarms = new AlarmGroup(this, 'Alarms', deployment, {
      topic,
      nameOf: names.stageAlarm,
      subject: stage.name,
    });
    new ScheduledCheck(this, deployment, alarms, {
      kind: 'canary',
      description: 'A request from outside failed or got no response',
      every: Duration.minutes(1),
      failures: 3,
      mustRun: true,
      environment: { CHECKS: JSON.stringify(this.requestsOf(deployment)) },
    });
    if (stage.replicated) this.watchBackupCopies(deployment, alarms);
    this.watchCosts(deployment, alarms);
    notifyOfEvents(this, deployment, topic);
    new AccountTrail(this, deployment);
    new OverviewDashboard(this, deployment);
  }

  /** A response to a request proves that DNS, CloudFront, the firewall, the load balancer and a task work. */
  private requestsOf({ services, parameters }: Deployment): { url: string; status: number }[] {
    const host = read(this, parameters.edge.host);
    return services
      .map(findProbe)
      .filter((probe) => probe !== undefined)
      .map(({ path, status }) => ({ url: `https://${host}${path}`, status }));
  }

  private watchBackupCopies(deployment: Deployment, alarms: AlarmGroup): void {
    const { names, replicaRegion, services } = deployment;
    const databases = services.filter(({ manifest }) => manifest.database);
    const check = new ScheduledCheck(this, deployment, alarms, {
      kind: 'backup-copies',
      description: 'A database has no recent backup in the second region',
      every: Duration.hours(1),
      failures: 2,
      mustRun: true,
      environment: {
        COPY_REGION: replicaRegion,
        DATABASES: databases.map(({ manifest }) => names.databaseInstance(manifest)).join(','),
        MAX_AGE_MINUTES: String(OLDEST_COPY_MINUTES),
      },
    });
    check.allowIn(replicaRegion, 'RDS lists the backups of all databases at once', [
      'rds:DescribeDBInstanceAutomatedBackups',
    ]);
  }

  /**
   * This check replaces AWS Budgets: CloudFormation can't create budgets in most regions, and their emails
   * can't link to the runbook.
   */
  private watchCosts(deployment: Deployment, alarms: AlarmGroup): void {
    const check = new ScheduledCheck(this, deployment, alarms, {
      kind: 'budget',
      description: "The month's costs reach 80 % of the budget, or the forecast exceeds it",
      every: Duration.days(1),
      failures: 1,
      mustRun: false,
      environment: { BUDGET_USD: String(deployment.profile.monthlyBudgetUsd) },
    });
    check.allowIn(COST_EXPLORER_REGION, 'Cost Explorer has no resources', [
      'ce:GetCostAndUsage',
      'ce:GetCostForecast',
    ]);
  }
}
