import { z } from 'zod';
import { healthPort } from '#libs/manifest';
import { ServiceConfig, serviceVariables } from '#libs/configuration';
import type { Service } from './deployment.ts';
import { TASK_CPU, databaseName, databaseUsers, namesOf } from './naming.ts';
import {
  type StackTemplate,
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';

const { stacks: stackNames } = namesOf('production');

const TRACES = {
  tracesEndpoint: 'https://traces.example',
  tracesHeadersSecret: 'arn:aws:secretsmanager:eu-north-1:111122223333:secret:traces-AbCdEf',
};

const TLS = { Name: 'TLS_SECRETS', ValueFrom: '{/qred/production/services-tls/secret-arn}' };

let services: readonly Service[];
let production: Stacks;
let dev: Stacks;

beforeAll(async () => {
  services = await workspaceServices();
  dev = await synthesize({ stage: 'dev' }, services);
  production = await synthesize({ stage: 'production', ...TRACES }, services);
});

const containerSchema = z.object({
  Command: z.array(z.string()),
  Environment: z.array(z.object({ Name: z.string(), Value: z.string() })),
  HealthCheck: z.object({ Command: z.array(z.string()) }),
  Image: z.string(),
  PortMappings: z.array(z.object({ ContainerPort: z.number() })),
  ReadonlyRootFilesystem: z.boolean(),
  Secrets: z.array(z.object({ Name: z.string(), ValueFrom: z.string() })).default([]),
  StopTimeout: z.number(),
});

function stackOf({ manifest }: Service, stacks = production): StackTemplate {
  const stage = stacks === production ? 'production' : 'dev';
  return stackNamed(stacks, namesOf(stage).stacks.service(manifest));
}

function containerOf(service: Service, stacks = production): z.output<typeof containerSchema> {
  const { ContainerDefinitions } = only(stackOf(service, stacks), 'AWS::ECS::TaskDefinition');
  const [container] = z.tuple([containerSchema]).parse(ContainerDefinitions);
  return container;
}

function environmentOf(service: Service, stacks = production): Record<string, string> {
  return Object.fromEntries(containerOf(service, stacks).Environment.map(({ Name, Value }) => [Name, Value]));
}

describe('a running service', () => {
  it('runs on Fargate with Graviton behind the load balancer', () => {
    for (const service of services) {
      const stack = stackOf(service);

      expect(only(stack, 'AWS::ECS::Service')).toMatchObject({
        LaunchType: 'FARGATE',
        ServiceName: service.manifest.name,
        LoadBalancers: [{ ContainerPort: service.manifest.port }],
      });
      expect(only(stack, 'AWS::ECS::TaskDefinition')).toMatchObject({
        RuntimePlatform: { CpuArchitecture: TASK_CPU.toUpperCase() },
      });
    }
  });

  it('runs at least two tasks across three zones in production', () => {
    for (const service of services) {
      const stack = stackOf(service);
      const { NetworkConfiguration } = only(stack, 'AWS::ECS::Service');

      expect(only(stack, 'AWS::ApplicationAutoScaling::ScalableTarget').MinCapacity).toBeGreaterThanOrEqual(
        2,
      );
      expect(NetworkConfiguration).toMatchObject({
        AwsvpcConfiguration: {
          Subnets: [0, 1, 2].map((index) => `{/qred/production/network/private-subnet-${index}}`),
        },
      });
    }
  });

  it('scales with CPU and requests, and keeps the scaled number of tasks when it is deployed', () => {
    for (const service of services) {
      const stack = stackOf(service);
      const metrics = resourcesOf([stack], 'AWS::ApplicationAutoScaling::ScalingPolicy').map(
        ({ Properties }) => JSON.stringify(Properties.TargetTrackingScalingPolicyConfiguration),
      );

      expect(metrics).toHaveLength(2);
      expect(metrics.join()).toContain('ECSServiceAverageCPUUtilization');
      expect(metrics.join()).toContain('ALBRequestCountPerTarget');
      expect(only(stack, 'AWS::ECS::Service')).not.toHaveProperty('DesiredCount');
    }
  });

  it("rolls back automatically if tasks don't start, or if responses fail or are slow", () => {
    for (const service of services) {
      expect(only(stackOf(service), 'AWS::ECS::Service')).toMatchObject({
        DeploymentConfiguration: {
          MinimumHealthyPercent: 100,
          DeploymentCircuitBreaker: { Enable: true, Rollback: true },
          Alarms: { Enable: true, Rollback: true, AlarmNames: [/5xx/, /P99/].map(matching) },
        },
      });
    }
  });

  it('has a container health check on its health port', () => {
    for (const service of services) {
      const [, , , script] = containerOf(service).HealthCheck.Command;

      expect(script).toContain(`http://127.0.0.1:${healthPort(service.manifest)}/live`);
    }
  });

  it('has a read-only root file system', () => {
    for (const service of services) expect(containerOf(service).ReadonlyRootFilesystem).toBe(true);
  });

  it('gets only variables that services or their libraries read', () => {
    const read = Object.values(serviceVariables).flatMap((shapes) =>
      shapes.flatMap((shape) => Object.keys(shape)),
    );
    for (const service of services) {
      const { Environment, Secrets } = containerOf(service);
      const names = [...Environment, ...Secrets].map(({ Name }) => Name);

      expect([...read, 'NODE_ENV', 'AWS_REGION']).toEqual(expect.arrayContaining(names));
    }
  });

  it('has enough time to drain and to finish requests before ECS stops it', () => {
    for (const service of services) {
      const drainMs = Number(environmentOf(service).DRAIN_MS);

      expect(drainMs).toBeGreaterThan(5_000);
      expect(containerOf(service).StopTimeout * 1000).toBeGreaterThan(drainMs + 10_000);
    }
  });

  it("registers in Cloud Map under its manifest's name and port", () => {
    for (const service of services) {
      expect(only(stackOf(service), 'AWS::ServiceDiscovery::Service')).toMatchObject({
        Name: service.manifest.name,
        DnsConfig: { DnsRecords: [{ Type: 'SRV' }] },
      });
    }
    expect(
      only(stackNamed(production, stackNames.foundation), 'AWS::ServiceDiscovery::PrivateDnsNamespace').Name,
    ).toBe('qred');
  });

  it('runs the image with the tag from its parameter', () => {
    for (const service of services) {
      const { name } = service.manifest;

      expect(containerOf(service).Image).toBe(
        `<AWS::AccountId>.dkr.ecr.eu-north-1.<AWS::URLSuffix>/qred/production/${name}:{/qred/production/services/${name}/image}`,
      );
    }
  });

  it('has environment variables that its configuration parser accepts', () => {
    for (const service of services) {
      const { manifest } = service;
      const config = new ServiceConfig(manifest, deployed(environmentOf(service)));

      expect(config.http).toMatchObject({ host: '0.0.0.0', port: manifest.port, trustedProxies: 2 });
      expect(config.environment).toBe('production');
      if (manifest.calls.length > 0) {
        expect(config.rpc.discovery).toEqual({ kind: 'cloud-map', namespace: 'qred' });
      }
      if (manifest.database) {
        const { serving: user } = databaseUsers(manifest);
        expect(config.database).toMatchObject({
          kind: 'iam',
          port: 5432,
          name: databaseName(manifest),
          user,
        });
      }
    }
  });

  it('signs in to its database with its own role through IAM and TLS', () => {
    for (const service of services.filter(({ manifest }) => manifest.database)) {
      expect(environmentOf(service)).toMatchObject({
        DATABASE_HOST: `{/qred/production/services/${service.manifest.name}/database/host}`,
        DATABASE_USER: databaseUsers(service.manifest).serving,
        DATABASE_AUTH: 'iam',
        DATABASE_TLS: 'rds',
      });
    }
  });

  it('encrypts its traffic with TLS unless the hardware encrypts it', async () => {
    const strict = await synthesize({ stage: 'production', profile: 'strict' }, services);
    for (const service of services) {
      const protocols = [production, strict].map(
        (stacks) =>
          only(
            stackNamed(stacks, namesOf('production').stacks.service(service.manifest)),
            'AWS::ElasticLoadBalancingV2::TargetGroup',
          ).Protocol,
      );

      expect(protocols).toEqual(['HTTPS', 'HTTP']);
      expect(containerOf(service).Secrets).toContainEqual(TLS);
      expect(stackNamed(strict, namesOf('production').stacks.service(service.manifest)).text).not.toContain(
        'TLS_SECRETS',
      );
    }
    expect(resourcesOf(strict.values(), 'AWS::SecretsManager::Secret')).toEqual([]);
  });

  it('sends traces only to a configured collector, with headers from a secret', () => {
    for (const service of services) {
      expect(environmentOf(service).OTEL_EXPORTER_OTLP_ENDPOINT).toBe(TRACES.tracesEndpoint);
      expect(containerOf(service).Secrets).toEqual([
        TLS,
        { Name: 'OTEL_EXPORTER_OTLP_HEADERS', ValueFrom: TRACES.tracesHeadersSecret },
      ]);
      expect(JSON.stringify(stackOf(service).resources)).toContain(
        '"Action":["secretsmanager:GetSecretValue","secretsmanager:DescribeSecret"]',
      );
      expect(environmentOf(service, dev)).not.toHaveProperty('OTEL_EXPORTER_OTLP_ENDPOINT');
      expect(containerOf(service, dev).Secrets.map(({ Name }) => Name)).toEqual(['TLS_SECRETS']);
    }
  });
});

describe('the service stack', () => {
  it('has alarms for failures, latency, load, unready or missing tasks, and a busy or full database', () => {
    for (const service of services) {
      const { name, database } = service.manifest;
      const alarms = alarmsOf(service).filter(({ AlarmActions }) => AlarmActions !== undefined);

      expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(
        [
          ...['5xx', 'p99', 'no-healthy-host', 'unhealthy-hosts', 'processor', 'memory'],
          ...(database
            ? ['storage', 'connections', 'processor', 'memory'].map((of) => `database-${of}`)
            : []),
        ].map((what) => `qred-production-${name}-${what}`),
      );
      for (const { AlarmActions } of alarms) {
        expect(AlarmActions).toEqual(['{/qred/production/operations/alarm-topic-arn}']);
      }
    }
  });

  it('raises an alarm if no task runs, although the metric has no data then', () => {
    for (const service of services) {
      expect(alarmOf(service, 'no-healthy-host')).toMatchObject({
        MetricName: 'HealthyHostCount',
        Statistic: 'Maximum',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        TreatMissingData: 'breaching',
      });
    }
  });

  it('raises an alarm if the load balancer itself returns errors, which no service counts', () => {
    const foundation = stackNamed(production, stackNames.foundation);
    const [published] = resourcesOf([foundation], 'AWS::SSM::Parameter').filter(
      ({ Properties }) => Properties.Name === '/qred/production/operations/alarm-topic-arn',
    );

    expect(only(foundation, 'AWS::CloudWatch::Alarm')).toMatchObject({
      AlarmName: 'qred-production-edge-5xx',
      MetricName: 'HTTPCode_ELB_5XX_Count',
      AlarmActions: [published?.Properties.Value],
    });
  });

  it('raises an alarm if every request fails at one request a minute, but not if a single request fails', () => {
    for (const service of services) {
      const { Metrics, EvaluationPeriods } = alarmOf(service, '5xx');
      const metrics = z
        .array(
          z.object({
            Expression: z.string().optional(),
            MetricStat: z.object({ Period: z.number() }).optional(),
          }),
        )
        .parse(Metrics);
      const expression = metrics.find(({ Expression }) => Expression !== undefined)?.Expression ?? '';
      const { failures, otherwise } =
        /^IF\(FILL\(failed, 0\) >= (?<failures>\d+), .*\/ requests, (?<otherwise>\d+)\)$/.exec(expression)
          ?.groups ?? {};
      const seconds = metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []);

      expect(new Set(seconds).size).toBe(1);
      expect(otherwise).toBe('0');
      expect(Number(failures)).toBeGreaterThan(1);
      expect(Number(failures)).toBeLessThanOrEqual(Number(seconds[0]) / 60);
      expect(EvaluationPeriods).toBe(1);
    }
  });

  it('ignores the latency if there are too few responses', () => {
    for (const service of services) {
      expect(alarmOf(service, 'p99')).toMatchObject({
        ExtendedStatistic: 'p99',
        EvaluateLowSampleCountPercentile: 'ignore',
      });
    }
  });

  it('raises an alarm about storage only after RDS fails to enlarge the volume', () => {
    for (const service of services.filter(({ manifest }) => manifest.database)) {
      const data = stackNamed(production, stackNames.data(service.manifest));
      const allocated = Number(only(data, 'AWS::RDS::DBInstance').AllocatedStorage) * 1024 ** 3;
      const { Threshold } = alarmOf(service, 'database-storage');

      expect(Number(Threshold)).toBeLessThan(allocated / 10);
      expect(Number(Threshold)).toBeGreaterThan(allocated / 100);
    }
  });

  it('raises an alarm if the tasks open more database connections than the minimum number of tasks can open', () => {
    const withDatabases = services.filter(({ manifest }) => manifest.database);
    for (const [stacks, users] of [[dev, withDatabases.length] as const, [production, 1] as const]) {
      for (const service of withDatabases) {
        const { poolSize } = new ServiceConfig(service.manifest, deployed(environmentOf(service, stacks)))
          .database;
        const { MinCapacity, MaxCapacity } = only(
          stackOf(service, stacks),
          'AWS::ApplicationAutoScaling::ScalableTarget',
        );
        const { Threshold } = alarmOf(service, 'database-connections', stacks);

        expect(Number(Threshold)).toBeLessThan(users * Number(MaxCapacity) * poolSize);
        expect(Number(Threshold)).toBeGreaterThan(users * Number(MinCapacity) * poolSize);
      }
    }
  });

  it('has a dashboard with the name of the service', () => {
    for (const service of services) {
      expect(only(stackOf(service), 'AWS::CloudWatch::Dashboard').DashboardName).toBe(
        `qred-production-${service.manifest.name}`,
      );
    }
  });

  it("enables container insights, and keeps logs for the stage's retention period", () => {
    const cluster = only(stackNamed(production, stackNames.foundation), 'AWS::ECS::Cluster');

    expect(cluster.ClusterSettings).toEqual([{ Name: 'containerInsights', Value: 'enhanced' }]);
    for (const service of services) {
      expect(only(stackOf(service), 'AWS::Logs::LogGroup')).toMatchObject({
        LogGroupName: `/qred/production/services/${service.manifest.name}`,
        RetentionInDays: 365,
      });
      expect(only(stackOf(service, dev), 'AWS::Logs::LogGroup').RetentionInDays).toBe(30);
    }
  });
});

function alarmsOf(service: Service, stacks = production): Record<string, unknown>[] {
  return resourcesOf([stackOf(service, stacks)], 'AWS::CloudWatch::Alarm').map(
    ({ Properties }) => Properties,
  );
}

function alarmOf(service: Service, what: string, stacks = production): Record<string, unknown> {
  const found = alarmsOf(service, stacks).find(({ AlarmName }) => String(AlarmName).endsWith(`-${what}`));
  if (!found) throw new Error(`There is no alarm ${what} of ${service.manifest.name}`);
  return found;
}

function matching(pattern: RegExp): string {
  return expect.stringMatching(pattern) as string;
}

/** ECS reads these values from parameters. */
function deployed(environment: Readonly<Record<string, string>>): Record<string, string> {
  return { ...environment, AUTH_JWKS_URL: 'https://issuer.example/keys', AUTH_PROFILE: 'rfc9068' };
}
