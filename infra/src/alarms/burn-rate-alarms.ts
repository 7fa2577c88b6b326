import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Manifest } from '#libs/manifest';
import type { AlarmGroup } from './alarm-group.ts';
import type { ServiceMetrics } from './service-metrics.ts';

/**
 * How fast a service uses up the error budget of 30 days (Site Reliability Workbook, chapter 5). The long
 * window shows that the service used up a large share of the budget. The short window shows that the problem
 * continues.
 */
const BURN_RATES = [
  { speed: 'fast', rate: 14.4, long: Duration.hours(1), short: Duration.minutes(5), used: '2 % in one hour' },
  { speed: 'slow', rate: 6, long: Duration.hours(6), short: Duration.minutes(30), used: '5 % in six hours' },
] as const;

export function watchBurnRates(alarms: AlarmGroup, { slo }: Manifest, metrics: ServiceMetrics): void {
  const { available, fast, fastMs } = slo;
  watchObjective(alarms, 'availability', available, metrics.failedPercentIn);
  watchObjective(alarms, 'latency', fast, (period) => metrics.slowPercentIn(period, fastMs / 1000));
}

/** `percent` is the required percentage of good requests. `badPercentIn` measures the percentage of bad requests. */
function watchObjective(
  alarms: AlarmGroup,
  objective: string,
  percent: number,
  badPercentIn: (period: Duration) => IMetric,
): void {
  for (const { speed, rate, long, short, used } of BURN_RATES) {
    // The threshold has a maximum, so that the alarm of a service with a large error budget can also fire.
    const threshold = Math.min(rate * budgetOf(percent), 99);
    alarms.watchAll({
      kind: `${objective}-${speed}-burn`,
      description: `The ${objective} error budget of 30 days is used up at ${rate} times the allowed rate (${used})`,
      conditions: [long, short].map((window) => ({
        kind: `${window.toMinutes()}-minutes`,
        metric: badPercentIn(window),
        threshold,
      })),
    });
  }
}

/** The result is rounded, because binary fractions are inexact. */
function budgetOf(percent: number): number {
  return Number((100 - percent).toFixed(6));
}
