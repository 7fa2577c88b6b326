import { Duration } from 'aws-cdk-lib';
import { Alarm, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ApplicationLoadBalancer, HttpCodeElb } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** In five minutes: a task that is stopped while it answers may cost one or two. */
const FAILURES = 10;

/**
 * Tells people when the load balancer fails by itself: no task is there, or tasks break off or don't answer. No
 * service counts these.
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
