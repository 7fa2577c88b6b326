import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** What tasks write, kept as long as the stage says. */
export function createLogGroup(scope: Construct, { stage }: Deployment, logGroupName: string): LogGroup {
  return new LogGroup(scope, 'LogGroup', {
    logGroupName,
    retention: stage.logRetention,
    removalPolicy: stage.leftovers,
  });
}
