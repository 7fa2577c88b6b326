import { databaseName, databaseUsers, namesOf } from './naming.ts';
import type { Service } from './deployment.ts';
import {
  type StackTemplate,
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  withDatabase,
  workspaceServices,
} from './testing/templates.ts';

let services: readonly Service[];
let dev: Stacks;
let production: Stacks;
let standard: Stacks;

beforeAll(async () => {
  services = await workspaceServices();
  dev = await synthesize({ stage: 'dev' }, services);
  production = await synthesize({ stage: 'production' }, services);
  standard = await synthesize({ stage: 'production', profile: 'standard' }, services);
});

function migrationOf(stack: StackTemplate): Record<string, unknown> {
  const [migration] = resourcesOf([stack], 'AWS::ECS::TaskDefinition');
  if (!migration) throw new Error(`${stack.name} has no task`);
  return migration.Properties;
}

function databasesOf(stacks: Stacks): Record<string, unknown>[] {
  return resourcesOf(stacks.values(), 'AWS::RDS::DBInstance').map(({ Properties }) => Properties);
}

describe('databases', () => {
  it('have a separate instance for each service in production', () => {
    for (const { manifest } of services) {
      const data = stackNamed(production, namesOf('production').stacks.data(manifest));

      expect(resourcesOf([data], 'AWS::RDS::DBInstance')).toHaveLength(manifest.database ? 1 : 0);
    }
    expect(databasesOf(production).length).toBeGreaterThan(0);
  });

  it('share one instance in the small profile', () => {
    const databases = withDatabase(services).map(({ manifest }) => {
      const { migration } = namesOf('dev').stacks;
      const { ContainerDefinitions } = migrationOf(stackNamed(dev, migration(manifest)));
      return /"DATABASE_NAME","Value":"(\w+)"/.exec(JSON.stringify(ContainerDefinitions))?.[1];
    });

    expect(databasesOf(dev)).toHaveLength(1);
    expect(only(stackNamed(dev, 'Foundation-dev'), 'AWS::RDS::DBInstance').DBInstanceIdentifier).toBe(
      'qred-dev-shared',
    );
    expect(new Set(databases)).toEqual(
      new Set(withDatabase(services).map(({ manifest }) => databaseName(manifest))),
    );
  });

  it('have the same backups, zones and copies in every profile that production accepts', async () => {
    const strict = await synthesize({ stage: 'production', profile: 'strict' }, services);
    const withoutClass = (stacks: Stacks): unknown[] =>
      databasesOf(stacks).map(({ DBInstanceClass: _, ...rest }) => rest);

    expect(new Set(databasesOf(strict).map(({ DBInstanceClass }) => DBInstanceClass))).toEqual(
      new Set(['db.m7g.large']),
    );
    expect(withoutClass(standard)).toEqual(withoutClass(strict));
  });

  it('keep their backups for 35 days in production, and for at least 7 days in other stages', () => {
    expect(new Set(databasesOf(production).map((each) => each.BackupRetentionPeriod))).toEqual(new Set([35]));
    for (const { BackupRetentionPeriod } of databasesOf(dev)) {
      expect(BackupRetentionPeriod).toBeGreaterThanOrEqual(7);
    }
  });

  it('keep their backups and leave a final snapshot when they are deleted', () => {
    for (const stacks of [dev, production]) {
      for (const { DeletionPolicy, Properties } of resourcesOf(stacks.values(), 'AWS::RDS::DBInstance')) {
        expect(DeletionPolicy).toBe('Snapshot');
        expect(Properties.DeleteAutomatedBackups).toBe(false);
        expect(Properties.DeletionProtection).toBe(true);
      }
    }
  });

  it('have copies of production backups in a second region, encrypted with a key of that region', () => {
    const recovery = stackNamed(production, 'Recovery-production');

    expect(recovery.region).toBe('eu-west-1');
    expect(resourcesOf([recovery], 'AWS::KMS::Key')).toHaveLength(1);
    for (const database of databasesOf(production)) {
      expect(database).toMatchObject({
        AutomaticBackupReplicationRegion: 'eu-west-1',
        AutomaticBackupReplicationRetentionPeriod: 35,
        AutomaticBackupReplicationKmsKeyId: '{/qred/production/recovery/backup-key-arn}',
      });
    }
    expect(JSON.stringify(databasesOf(dev))).not.toContain('Replication');
    expect([...dev.keys()]).not.toContain('Recovery-dev');
  });

  it('run in two zones in production', () => {
    expect(new Set(databasesOf(production).map(({ MultiAZ }) => MultiAZ))).toEqual(new Set([true]));
  });

  it('belong to stacks that are protected from deletion', () => {
    for (const { manifest } of services) {
      const { data } = namesOf('production').stacks;
      expect(stackNamed(production, data(manifest)).terminationProtection).toBe(true);
    }
    expect(stackNamed(production, 'Foundation-production').terminationProtection).toBe(true);
  });

  it('encrypt stored data and reject connections without TLS', () => {
    for (const stacks of [dev, production]) {
      for (const database of databasesOf(stacks)) {
        expect(database).toMatchObject({
          StorageEncrypted: true,
          KmsKeyId: expect.stringContaining('Key') as string,
        });
      }
      const groups = resourcesOf(stacks.values(), 'AWS::RDS::DBParameterGroup');
      expect(groups).toHaveLength(databasesOf(stacks).length);
      for (const { Properties } of groups) {
        expect(Properties).toMatchObject({ Family: 'postgres18', Parameters: { 'rds.force_ssl': '1' } });
      }
    }
  });

  it('let services and the administrator sign in through IAM, and have no password', () => {
    for (const database of [...databasesOf(production), ...databasesOf(dev)]) {
      expect(database).toMatchObject({
        EnableIAMDatabaseAuthentication: true,
        MasterUserAuthenticationType: 'iam-db-auth',
      });
      for (const property of ['MasterUserPassword', 'ManageMasterUserPassword', 'MasterUserSecret'])
        expect(database).not.toHaveProperty(property);
    }
  });

  it("export logs and metrics, and keep logs for the stage's retention period", () => {
    for (const database of databasesOf(production)) {
      expect(database).toMatchObject({
        EnablePerformanceInsights: true,
        EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
      });
    }
    const groups = resourcesOf(production.values(), 'AWS::Logs::LogGroup');
    expect(groups.filter(({ Properties }) => Properties.RetentionInDays === undefined)).toEqual([]);
  });
});

describe('buckets', () => {
  it('are private, encrypted, versioned and reachable only through TLS', () => {
    const stacks = services
      .filter(({ manifest }) => manifest.bucket)
      .map(({ manifest }) => stackNamed(production, namesOf('production').stacks.data(manifest)));

    expect(stacks.length).toBeGreaterThan(0);
    for (const stack of stacks) {
      expect(only(stack, 'AWS::S3::Bucket')).toMatchObject({
        BucketEncryption: expect.anything() as unknown,
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
      expect(only(stack, 'AWS::S3::BucketPolicy')).toMatchObject({
        PolicyDocument: {
          Statement: expect.arrayContaining([
            expect.objectContaining({
              Effect: 'Deny',
              Action: 's3:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]) as unknown,
        },
      });
    }
  });
});

describe('buckets in production', () => {
  it('replicate every object to a bucket in the second region', () => {
    for (const { manifest } of services.filter((service) => service.manifest.bucket)) {
      const stack = stackNamed(production, namesOf('production').stacks.data(manifest));
      const target = `/qred/production/recovery/services/${manifest.name}/bucket-name`;

      expect(only(stack, 'AWS::S3::Bucket').ReplicationConfiguration).toMatchObject({
        Rules: [{ Status: 'Enabled', Destination: { Bucket: `arn:<AWS::Partition>:s3:::{${target}}` } }],
      });
      const recovery = stackNamed(production, 'Recovery-production');
      const published = resourcesOf([recovery], 'AWS::SSM::Parameter').map(
        ({ Properties }) => Properties.Name,
      );
      expect(published).toContain(target);
      expect(only(recovery, 'AWS::S3::Bucket').VersioningConfiguration).toEqual({ Status: 'Enabled' });
    }
  });
});

describe('migrations', () => {
  it('run as a separate task with the new image and a separate role', () => {
    for (const { manifest } of withDatabase(services)) {
      const stack = stackNamed(production, namesOf('production').stacks.migration(manifest));
      const { ContainerDefinitions, Family } = only(stack, 'AWS::ECS::TaskDefinition');

      expect(Family).toBe(`qred-production-${manifest.name}-migration`);
      expect(ContainerDefinitions).toMatchObject([
        {
          Name: 'roles',
          Command: ['roles'],
          Essential: false,
          Environment: expect.arrayContaining([
            { Name: 'DATABASE_USER', Value: 'postgres' },
            { Name: 'DATABASE_AUTH', Value: 'iam' },
          ]) as unknown,
        },
        {
          Name: 'migrate',
          Command: ['migrate'],
          Essential: true,
          DependsOn: [{ ContainerName: 'roles', Condition: 'SUCCESS' }],
          Image: expect.stringContaining(
            `{/qred/production/services/${manifest.name}/migration-image}`,
          ) as string,
          Environment: expect.arrayContaining([
            { Name: 'DATABASE_USER', Value: databaseUsers(manifest).migrating },
            { Name: 'DATABASE_AUTH', Value: 'iam' },
          ]) as unknown,
        },
      ]);
    }
  });

  it('receive no password', () => {
    for (const { manifest } of withDatabase(services)) {
      const { text } = stackNamed(production, namesOf('production').stacks.migration(manifest));

      expect(text).not.toMatch(/password|secretsmanager|"Secrets"/i);
    }
  });

  it('seed test data in dev and never in production', () => {
    const families = (stacks: Stacks): string[] =>
      resourcesOf(stacks.values(), 'AWS::ECS::TaskDefinition')
        .map(({ Properties }) => String(Properties.Family))
        .filter((family) => family.endsWith('-seed'));

    expect(families(dev)).toHaveLength(withDatabase(services).length);
    expect(families(production)).toEqual([]);
  });
});
