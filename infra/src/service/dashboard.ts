import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ServiceAlarms } from '../alarms/service-alarms.ts';
import type { Deployment, Service } from '../deployment.ts';

/** A row of the dashboard has space for three graphs. */
const WIDTH = 8;

export function createDashboard(
  scope: Construct,
  { names, region }: Deployment,
  { manifest }: Service,
  { metrics }: ServiceAlarms,
): void {
  const rows: IWidget[][] = [
    [
      graph('Requests', metrics.requests, metrics.failed),
      graph('Failed (%)', metrics.failedPercent),
      graph('99th percentile (s)', metrics.latency),
    ],
    [
      graph('CPU of tasks (%)', metrics.processor),
      graph('Memory of tasks (%)', metrics.memory),
      graph('Tasks that are not ready', metrics.unhealthyHosts),
    ],
  ];
  if (manifest.database) {
    rows.push([
      graph('CPU of the database (%)', metrics.databaseProcessor),
      graph('Free memory of the database (bytes)', metrics.databaseMemory),
      graph('Connections', metrics.connections),
      graph('Free storage (bytes)', metrics.freeStorage),
    ]);
  }
  rows.push([
    new LogQueryWidget({
      title: 'Errors',
      region,
      width: 3 * WIDTH,
      logGroupNames: [names.serviceLogGroup(manifest)],
      queryLines: [
        'fields @timestamp, request_id, msg, err.message',
        'filter level = "error"',
        'sort @timestamp desc',
        'limit 50',
      ],
    }),
  ]);
  new Dashboard(scope, 'Dashboard', { dashboardName: names.dashboard(manifest), widgets: rows });
}

function graph(title: string, ...left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: WIDTH });
}
