import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AlarmGroup } from '../alarms/alarm-group.ts';
import { allowWildcard } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { createLogGroup } from '../resource-defaults.ts';

const TIMEOUT = Duration.seconds(30);

export interface ScheduledCheckProps {
  /** The name of the check's file and log group, and the kind of the check's alarm. */
  readonly kind: string;
  readonly description: string;
  readonly every: Duration;
  /** The alarm fires after this number of failed runs. */
  readonly failures: number;
  /** Whether the alarm also fires if the check stops running. */
  readonly mustRun: boolean;
  readonly environment: Readonly<Record<string, string>>;
}

export class ScheduledCheck extends Construct {
  private readonly role: Role;

  constructor(scope: Construct, deployment: Deployment, alarms: AlarmGroup, props: ScheduledCheckProps) {
    const { kind, description, every, failures, mustRun, environment } = props;
    super(scope, kind);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = createLogGroup(this, 'LogGroup', deployment.stage, deployment.names.logGroup(kind));
    allowWildcard(this.role, 'Each run of a function writes to a log stream with a new name', {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const check = new Function(this, 'Function', {
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromInline(readFileSync(join(import.meta.dirname, `${kind}.cjs`), 'utf8')),
      timeout: TIMEOUT,
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      environment,
      retryAttempts: 0,
    });
    new Rule(this, 'Schedule', {
      description: `Runs ${kind}`,
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(check, { retryAttempts: 0 })],
    });
    alarms.watch(kind, description, failures, {
      metric: new MathExpression({
        expression: 'runs - FILL(failures, 0)',
        usingMetrics: {
          runs: check.metricInvocations({ period: every, statistic: Stats.SUM }),
          failures: check.metricErrors({ period: every, statistic: Stats.SUM }),
        },
        period: every,
        label: 'successful runs',
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: mustRun ? TreatMissingData.BREACHING : TreatMissingData.IGNORE,
    });
  }

  /** IAM can't restrict these actions to particular resources, so the statement restricts them to one region. */
  allowIn(region: string, reason: string, actions: string[]): void {
    allowWildcard(this.role, reason, {
      actions,
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    });
  }
}
