import { z } from 'zod';
import { exposedOperationsOf } from '#contracts/vocabulary';
import type { Service } from './deployment.ts';
import { namesOf } from './naming.ts';
import {
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';
import { bonusService } from './testing/bonus-service.ts';

let services: readonly Service[];
let stacks: Readonly<Record<'dev' | 'production', Stacks>>;

beforeAll(async () => {
  services = await workspaceServices();
  stacks = {
    dev: await synthesize({ stage: 'dev' }, services),
    production: await synthesize({ stage: 'production' }, [...services, bonusService]),
  };
});

const monitoring = (stage: 'dev' | 'production') =>
  stackNamed(stacks[stage], namesOf(stage).stacks.monitoring);

const functionSchema = z.object({
  Handler: z.literal('index.handler'),
  Code: z.object({ ZipFile: z.string().max(4096) }),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
});

function variablesIn(stage: 'dev' | 'production') {
  return resourcesOf([monitoring(stage)], 'AWS::Lambda::Function').map(
    ({ Properties }) => functionSchema.parse(Properties).Environment.Variables,
  );
}

describe('the canary', () => {
  it('calls one built read operation of each service through the edge', () => {
    const checks = variablesIn('production').flatMap(({ CHECKS = [] }) => CHECKS);
    const probes = z
      .array(z.object({ url: z.string(), status: z.number() }))
      .parse(JSON.parse(checks.join('')));

    const edge = 'https://{/qred/production/edge/host}';
    const readable = [...services, bonusService].filter(({ contract }) =>
      exposedOperationsOf(contract, false).some(({ method, built }) => method === 'GET' && built),
    );
    expect(probes).toHaveLength(readable.length);
    expect(probes).toContainEqual({ url: `${edge}/v1/accounts/probe/points`, status: 401 });
    expect(probes).toContainEqual({ url: `${edge}/customer/contact_page`, status: 200 });
    expect(probes.filter(({ url }) => !url.startsWith(`${edge}/`))).toEqual([]);
  });

  it('causes an alarm if it fails three times or does not run', () => {
    for (const stage of ['dev', 'production'] as const) {
      const [alarm] = resourcesOf([monitoring(stage)], 'AWS::CloudWatch::Alarm').filter(
        ({ Properties }) => Properties.AlarmName === `qred-${stage}-canary`,
      );
      expect(alarm?.Properties).toMatchObject({
        EvaluationPeriods: 3,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      });
    }
  });
});

describe('the backup copy check', () => {
  it('checks every database in stages that copy backups, and does not exist in other stages', () => {
    const [variables] = variablesIn('production').filter(({ DATABASES }) => DATABASES !== undefined);
    const instances = resourcesOf(stacks.production.values(), 'AWS::RDS::DBInstance')
      .filter(({ Properties }) => Properties.AutomaticBackupReplicationRegion === 'eu-west-1')
      .map(({ Properties }) => Properties.DBInstanceIdentifier);

    expect(variables?.DATABASES?.split(',').sort()).toEqual(instances.sort());
    expect(variables?.COPY_REGION).toBe('eu-west-1');
    expect(variablesIn('dev').filter(({ DATABASES }) => DATABASES !== undefined)).toEqual([]);
  });
});

describe('notifications', () => {
  it('report database failovers, database failures and GuardDuty findings', () => {
    const rules = resourcesOf([monitoring('dev')], 'AWS::Events::Rule').filter(
      ({ Properties }) => Properties.EventPattern,
    );
    expect(rules.map(({ Properties }) => Properties.EventPattern)).toMatchObject([
      { source: ['aws.rds'], detail: { EventCategories: ['failover', 'failure', 'low storage'] } },
      { source: ['aws.guardduty'], detail: { severity: [{ numeric: ['>=', 4] }] } },
    ]);
    for (const { Properties } of rules)
      expect(Properties.Targets).toMatchObject([{ Arn: '{/qred/dev/operations/alarm-topic-arn}' }]);
  });

  it('can be published to the encrypted topic', () => {
    const foundation = stackNamed(stacks.dev, namesOf('dev').stacks.foundation);
    const policies = ['AWS::SNS::TopicPolicy', 'AWS::KMS::Key'].flatMap((type) =>
      resourcesOf([foundation], type),
    );
    expect(
      policies
        .filter((policy) => JSON.stringify(policy).includes('events.amazonaws.com'))
        .map(({ Type }) => Type),
    ).toEqual(['AWS::SNS::TopicPolicy', 'AWS::KMS::Key']);
  });
});

describe('account monitoring', () => {
  it.each(['dev', 'production'] as const)('records all API calls and looks for attacks in %s', (stage) => {
    expect(only(monitoring(stage), 'AWS::CloudTrail::Trail')).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
    });
    expect(only(monitoring(stage), 'AWS::GuardDuty::Detector')).toMatchObject({ Enable: true });
  });
});

describe('the overview dashboard', () => {
  it('shows only alarms that exist', () => {
    const alarms = resourcesOf(stacks.production.values(), 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
      String(Properties.AlarmName),
    );
    const body = JSON.stringify(only(monitoring('production'), 'AWS::CloudWatch::Dashboard').DashboardBody);
    const shown = [...body.matchAll(/:alarm:([\w-]+)/g)].map(([, name = '']) => name);

    expect(shown).toHaveLength(3 * (services.length + 1));
    expect(shown.filter((name) => !alarms.includes(name))).toEqual([]);
  });
});
