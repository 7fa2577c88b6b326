import { Duration } from 'aws-cdk-lib';
import { Alarm, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ApplicationLoadBalancer, HttpCodeElb } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** Failures in five minutes. A task that stops during a request can cause one or two. */
const FAILURES = 10;

/**
 * Alarms if the load balancer itself returns errors: no task is registered, or tasks reset or time out. No
 * service counts these errors.
 */
export function watchEdge(
  scope: Construct,
  { names }: Deployment,
  loadBalancer: ApplicationLoadBalancer,
  topic: ITopic,
): void {
  const alarm = new Alarm(scope, 'EdgeFailures', {
    alarmName: names.edgeAlarm('5xx'),
    alarmDescription: `The load balancer itself failed more than ${FAILURES} times in five minutes`,
    metric: loadBalancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, {
      period: Duration.minutes(5),
      statistic: Stats.SUM,
    }),
    threshold: FAILURES,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  const action = new SnsAction(topic);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
}
