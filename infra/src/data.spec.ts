import { databaseUsers, namesOf } from './naming.ts';
import type { Service } from './deployment.ts';
import {
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

beforeAll(async () => {
  services = await workspaceServices();
  dev = synthesize({ stage: 'dev' }, services);
  production = synthesize({ stage: 'production' }, services);
});

function databasesOf(stacks: Stacks): Record<string, unknown>[] {
  return resourcesOf(stacks.values(), 'AWS::RDS::DBInstance').map(({ Properties }) => Properties);
}

describe('databases', () => {
  it('gives one to each service that says it has one, in a stack of its own (R31)', () => {
    for (const stacks of [dev, production]) {
      expect(databasesOf(stacks)).toHaveLength(services.filter(({ manifest }) => manifest.database).length);
    }
    expect(databasesOf(production).length).toBeGreaterThan(0);
  });

  it('R16: backs every database up, for 35 days in production and never for less than 7', () => {
    expect(new Set(databasesOf(production).map((each) => each.BackupRetentionPeriod))).toEqual(new Set([35]));
    for (const { BackupRetentionPeriod } of databasesOf(dev)) {
      expect(BackupRetentionPeriod).toBeGreaterThanOrEqual(7);
    }
  });

  it('R16: keeps the backups when a database goes, and takes a last one', () => {
    for (const stacks of [dev, production]) {
      for (const { DeletionPolicy, Properties } of resourcesOf(stacks.values(), 'AWS::RDS::DBInstance')) {
        expect(DeletionPolicy).toBe('Snapshot');
        expect(Properties.DeleteAutomatedBackups).toBe(false);
        expect(Properties.DeletionProtection).toBe(true);
      }
    }
  });

  it('R16, R26: copies backups of production to a second region, under a key of that region', () => {
    const recovery = stackNamed(production, 'Recovery-production');

    expect(recovery.region).toBe('eu-west-1');
    recovery.template.resourceCountIs('AWS::KMS::Key', 1);
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

  it('R17: runs every database in two zones in production', () => {
    expect(new Set(databasesOf(production).map(({ MultiAZ }) => MultiAZ))).toEqual(new Set([true]));
  });

  it('R16: protects the stacks that hold data, and what all share, from being deleted', () => {
    for (const { manifest } of services) {
      const { data } = namesOf('production').stacks;
      expect(stackNamed(production, data(manifest)).terminationProtection).toBe(true);
    }
    expect(stackNamed(production, 'Foundation-production').terminationProtection).toBe(true);
  });

  it('R33: encrypts what is stored, and takes no connection without TLS', () => {
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

  it('R13, R20: has services sign in by IAM; the one password is made and renewed by RDS', () => {
    for (const database of databasesOf(production)) {
      expect(database).toMatchObject({
        EnableIAMDatabaseAuthentication: true,
        ManageMasterUserPassword: true,
      });
      expect(database).not.toHaveProperty('MasterUserPassword');
    }
  });

  it('R24: watches what databases do, and keeps their logs no longer than the stage says', () => {
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
  it('gives one to each service that says it has one: private, encrypted, versioned, TLS alone', () => {
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

describe('copies of buckets', () => {
  it('R26: are made of every object of production, in a bucket of the second region', () => {
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
  it('R29: are a task of their own, with the image that is to be deployed and a role of their own', () => {
    for (const { manifest } of withDatabase(services)) {
      const stack = stackNamed(production, namesOf('production').stacks.migration(manifest));
      const { ContainerDefinitions, Family } = only(stack, 'AWS::ECS::TaskDefinition');

      expect(Family).toBe(`qred-production-${manifest.name}-migration`);
      expect(ContainerDefinitions).toMatchObject([
        { Name: 'roles', Command: ['roles'], Essential: false },
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

  it('R13: hand the password to the container that needs it, and to no other', () => {
    const withSecrets = resourcesOf(production.values(), 'AWS::ECS::TaskDefinition').flatMap(
      ({ Properties }) =>
        JSON.stringify(Properties.ContainerDefinitions)
          .split('"Essential"')
          .filter((container) => container.includes('"Secrets"'))
          .map(() => String(Properties.Family)),
    );

    expect(withSecrets.sort()).toEqual(
      withDatabase(services)
        .map(({ manifest }) => `qred-production-${manifest.name}-migration`)
        .sort(),
    );
  });

  it('seed test data in dev, and never in production', () => {
    const families = (stacks: Stacks): string[] =>
      resourcesOf(stacks.values(), 'AWS::ECS::TaskDefinition')
        .map(({ Properties }) => String(Properties.Family))
        .filter((family) => family.endsWith('-seed'));

    expect(families(dev)).toHaveLength(withDatabase(services).length);
    expect(families(production)).toEqual([]);
  });
});
