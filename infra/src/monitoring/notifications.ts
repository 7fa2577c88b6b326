import { EventField, type EventPattern, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { describeAlarm } from '../alarms/runbook-link.ts';
import type { Deployment } from '../deployment.ts';

/** From this number, GuardDuty calls a severity medium. */
const MEDIUM = 4;

/** Sends important AWS events to the alarm topic, because no metric shows these events. */
export function notifyOfEvents(scope: Construct, deployment: Deployment, topic: ITopic): void {
  const notify = (id: string, text: string, section: string, eventPattern: EventPattern): void => {
    new Rule(scope, id, {
      description: `Notifies of ${section}`,
      eventPattern,
      targets: [
        new SnsTopic(topic, {
          message: RuleTargetInput.fromText(describeAlarm(deployment, text, section)),
        }),
      ],
    });
  };
  const database = EventField.fromPath('$.detail.SourceIdentifier');
  notify('DatabaseEvents', `${database}: ${EventField.fromPath('$.detail.Message')}`, 'database-event', {
    source: ['aws.rds'],
    detailType: ['RDS DB Instance Event'],
    detail: { EventCategories: ['failover', 'failure', 'low storage'] },
  });
  notify('Findings', `GuardDuty: ${EventField.fromPath('$.detail.title')}`, 'guardduty-finding', {
    source: ['aws.guardduty'],
    detailType: ['GuardDuty Finding'],
    detail: { severity: Match.greaterThanOrEqual(MEDIUM) },
  });
}
