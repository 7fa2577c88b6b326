import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  type AlarmProps,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { pascalCase } from '../naming.ts';
import { describeAlarm } from './runbook-link.ts';

export const MINUTE = Duration.minutes(1);

export interface AlarmGroupProps {
  readonly topic: ITopic;
  readonly nameOf: (kind: string) => string;
  /** The description of each alarm begins with this subject. */
  readonly subject: string;
  /** The sections of the runbook begin with this prefix. */
  readonly section?: string;
}

type WatchProps = Pick<AlarmProps, 'metric' | 'threshold'> & Partial<AlarmProps>;

interface Conditions {
  readonly kind: string;
  readonly description: string;
  readonly conditions: readonly {
    readonly kind: string;
    readonly metric: IMetric;
    readonly threshold: number;
  }[];
}

export class AlarmGroup extends Construct {
  private readonly deployment: Deployment;
  private readonly props: AlarmGroupProps;

  constructor(scope: Construct, id: string, deployment: Deployment, props: AlarmGroupProps) {
    super(scope, id);
    this.deployment = deployment;
    this.props = props;
  }

  /**
   * Creates an alarm that fires if the metric is above the threshold for this number of periods. By default, missing
   * data does not fire the alarm.
   */
  watch(kind: string, description: string, periods: number, props: WatchProps): Alarm {
    const alarm = this.createAlarm(kind, kind, description, {
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      ...props,
    });
    return this.notify(alarm);
  }

  /**
   * Creates an alarm that fires while all conditions are true. Each condition is an alarm without
   * notifications.
   */
  watchAll({ kind, description, conditions }: Conditions): CompositeAlarm {
    const parts = conditions.map(({ kind: part, ...condition }) =>
      this.createAlarm(`${kind}-${part}`, kind, `One condition of ${this.props.nameOf(kind)}`, {
        evaluationPeriods: 1,
        ...condition,
      }),
    );
    const alarm = new CompositeAlarm(this, pascalCase(kind), {
      compositeAlarmName: this.props.nameOf(kind),
      alarmDescription: this.describe(description, kind),
      alarmRule: AlarmRule.allOf(...parts.map((part) => AlarmRule.fromAlarm(part, AlarmState.ALARM))),
    });
    return this.notify(alarm);
  }

  private createAlarm(
    name: string,
    kind: string,
    description: string,
    props: WatchProps & Pick<AlarmProps, 'evaluationPeriods'>,
  ): Alarm {
    return new Alarm(this, pascalCase(name), {
      alarmName: this.props.nameOf(name),
      alarmDescription: this.describe(description, kind),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
  }

  private describe(description: string, kind: string): string {
    const { subject, section = '' } = this.props;
    return describeAlarm(this.deployment, `${subject}: ${description}`, section + kind);
  }

  private notify<T extends AlarmBase>(alarm: T): T {
    const action = new SnsAction(this.props.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }
}

export function awsMetric(
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period: MINUTE });
}
