import {
  Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  LogQueryWidget,
  MathExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { runbookUrl } from '../alarms/runbook-link.ts';
import { OUTAGE_ALARMS } from '../alarms/service-alarms.ts';
import type { Deployment } from '../deployment.ts';
import { pascalCase } from '../naming.ts';

const FULL_WIDTH = 24;
const THIRD = 8;

export class OverviewDashboard extends Construct {
  constructor(scope: Construct, deployment: Deployment) {
    super(scope, 'Overview');
    const { names, region, services } = deployment;
    const edge = '{AWS/ApplicationELB,LoadBalancer,TargetGroup}';
    const tasks = `{AWS/ECS,ClusterName,ServiceName} ClusterName="${names.cluster}"`;
    const databases = '{AWS/RDS,DBInstanceIdentifier}';
    new Dashboard(this, 'Dashboard', {
      dashboardName: names.overviewDashboard,
      widgets: [
        [
          new TextWidget({
            width: FULL_WIDTH,
            height: 2,
            markdown: `[What to do about an alarm](${runbookUrl(deployment)})`,
          }),
        ],
        [
          new AlarmStatusWidget({
            title: 'Outages',
            width: FULL_WIDTH,
            alarms: this.importAlarms(deployment),
          }),
        ],
        [
          search('Requests', edge, 'RequestCount', 'Sum'),
          search('Failures', edge, 'HTTPCode_Target_5XX_Count', 'Sum'),
          search('99th percentile (s)', edge, 'TargetResponseTime', 'p99'),
        ],
        [
          search('CPU of tasks (%)', tasks, 'CPUUtilization', 'Average'),
          search('Memory of tasks (%)', tasks, 'MemoryUtilization', 'Maximum'),
          search('CPU of databases (%)', databases, 'CPUUtilization', 'Average'),
        ],
        [
          new LogQueryWidget({
            title: 'Errors',
            region,
            width: FULL_WIDTH,
            logGroupNames: services.map(({ manifest }) => names.serviceLogGroup(manifest)),
            queryLines: [
              'fields @timestamp, service, request_id, msg, err.message',
              'filter level = "error"',
              'sort @timestamp desc',
              'limit 50',
            ],
          }),
        ],
      ],
    });
  }

  private importAlarms({ names, services }: Deployment) {
    return services.flatMap(({ manifest }) =>
      OUTAGE_ALARMS.map((kind) =>
        Alarm.fromAlarmName(this, pascalCase(`${manifest.name}-${kind}`), names.alarm(manifest, kind)),
      ),
    );
  }
}

/** The graph shows all metrics that match the search, so a new service appears without a change of the code. */
function search(title: string, schema: string, metric: string, statistic: string): GraphWidget {
  return new GraphWidget({
    title,
    width: THIRD,
    left: [
      new MathExpression({
        expression: `SEARCH('${schema} MetricName="${metric}"', '${statistic}', 60)`,
        usingMetrics: {},
        label: '',
      }),
    ],
  });
}
