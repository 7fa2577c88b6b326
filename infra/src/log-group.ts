import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { leftoversOf } from './environment.ts';
import type { Stage } from './stages.ts';

const RETENTION = { 30: RetentionDays.ONE_MONTH, 365: RetentionDays.ONE_YEAR };

/** A log group with the stage's retention period. */
export function createLogGroup(scope: Construct, id: string, stage: Stage, logGroupName: string): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName,
    retention: RETENTION[stage.logDays],
    removalPolicy: leftoversOf(stage),
  });
}
