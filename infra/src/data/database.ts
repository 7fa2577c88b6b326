import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  InstanceClass,
  InstanceSize,
  InstanceType,
  type ISecurityGroup,
  type IVpc,
  Port,
  SecurityGroup,
  SubnetType,
} from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  CaCertificate,
  CfnDBInstance,
  Credentials,
  DatabaseInstance,
  DatabaseInstanceEngine,
  ParameterGroup,
  PerformanceInsightRetention,
  PostgresEngineVersion,
  StorageType,
} from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment, Service } from '../deployment.ts';
import { createLogGroup } from '../resource-defaults.ts';
import { DATABASE, DATABASE_ADMINISTRATOR, DATABASE_PORT, pascalCase } from '../naming.ts';
import { publish, read } from '../parameters.ts';

/** The smallest class whose hardware encrypts network traffic. Burstable classes don't. */
const INSTANCE_TYPE = InstanceType.of(InstanceClass.M7G, InstanceSize.LARGE);
/** Only the major version: AWS picks and updates the minor version. */
const VERSION = PostgresEngineVersion.VER_18;
const LOGS = ['postgresql', 'upgrade'];
/** Statements slower than this are logged (ms). */
const SLOW_STATEMENT_MS = 500;

/** Initial and maximum size of a database volume, and when RDS grows it. */
export const STORAGE = {
  firstGib: 20,
  mostGib: 500,
  /** RDS grows the volume when free space falls below this percentage. The rule is RDS's own. */
  growsBelowPercent: 10,
};

/** One service's PostgreSQL. Only its own tasks can reach it, and sign-in requires TLS. */
export class Database extends Construct {
  constructor(scope: Construct, deployment: Deployment, service: Service, vpc: IVpc, tasks: ISecurityGroup) {
    super(scope, 'Database');
    const { names, parameters, stage } = deployment;
    const { manifest } = service;
    const key = new Key(this, 'Key', {
      alias: names.serviceKey(manifest),
      description: `Encrypts the database of ${manifest.name} and its backups`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const engine = DatabaseInstanceEngine.postgres({ version: VERSION });
    const instance = new DatabaseInstance(this, 'Instance', {
      instanceIdentifier: names.databaseInstance(manifest),
      databaseName: DATABASE,
      engine,
      instanceType: INSTANCE_TYPE,
      caCertificate: CaCertificate.RDS_CA_RSA2048_G1,
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        description: `Settings of the database of ${manifest.name}`,
        parameters: { 'rds.force_ssl': '1', log_min_duration_statement: String(SLOW_STATEMENT_MS) },
      }),
      port: DATABASE_PORT,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.createSecurityGroup(tasks, vpc, service)],
      publiclyAccessible: false,
      multiAz: stage.database.multiAz,
      iamAuthentication: true,
      // The construct requires one of its ways to handle a password. signInByIam removes it.
      credentials: Credentials.fromUsername(DATABASE_ADMINISTRATOR),
      manageMasterUserPassword: true,
      storageEncrypted: true,
      storageEncryptionKey: key,
      storageType: StorageType.GP3,
      allocatedStorage: STORAGE.firstGib,
      maxAllocatedStorage: STORAGE.mostGib,
      backupRetention: Duration.days(stage.database.backupDays),
      preferredBackupWindow: '01:00-02:00',
      preferredMaintenanceWindow: 'sun:02:30-sun:03:30',
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: false,
      deletionProtection: deployment.deletionProtection,
      removalPolicy: RemovalPolicy.SNAPSHOT,
      autoMinorVersionUpgrade: true,
      enablePerformanceInsights: true,
      performanceInsightEncryptionKey: key,
      performanceInsightRetention: PerformanceInsightRetention.DEFAULT,
      cloudwatchLogsExports: LOGS,
    });
    this.createLogGroups(instance, deployment, service);
    const resource = instance.node.defaultChild;
    if (!(resource instanceof CfnDBInstance)) throw new Error('The database construct has no CfnDBInstance');
    signInByIam(resource);
    if (stage.replicated) this.replicate(resource, deployment);
    this.acknowledgeRules(instance, deployment);

    const published = parameters.of(manifest).database;
    publish(this, published.host, instance.dbInstanceEndpointAddress);
    publish(this, published.resourceId, resource.attrDbiResourceId);
  }

  private createSecurityGroup(tasks: ISecurityGroup, vpc: IVpc, { manifest }: Service): SecurityGroup {
    const database = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `The database of ${manifest.name}`,
      allowAllOutbound: false,
    });
    const port = Port.tcp(DATABASE_PORT);
    database.addIngressRule(tasks, port, `Tasks of ${manifest.name}`);
    tasks.addEgressRule(database, port, `The database of ${manifest.name}`);
    return database;
  }

  /** Without this log group, RDS creates one that keeps logs forever. */
  private createLogGroups(
    instance: DatabaseInstance,
    { names, stage }: Deployment,
    { manifest }: Service,
  ): void {
    for (const log of LOGS) {
      const group = createLogGroup(
        this,
        `${pascalCase(log)}Log`,
        stage,
        `/aws/rds/instance/${names.databaseInstance(manifest)}/${log}`,
      );
      instance.node.addDependency(group);
    }
  }

  private replicate(instance: CfnDBInstance, { stage, replicaRegion, parameters }: Deployment): void {
    instance.automaticBackupReplicationRegion = replicaRegion;
    instance.automaticBackupReplicationRetentionPeriod = stage.database.backupDays;
    instance.automaticBackupReplicationKmsKeyId = read(this, parameters.recovery.backupKey);
  }

  private acknowledgeRules(instance: DatabaseInstance, { stage }: Deployment): void {
    acknowledge(
      instance,
      'Only the tasks of one service can reach the port, so another number adds no protection',
      'RDS11',
    );
    if (!stage.database.multiAz) {
      acknowledge(instance, `${stage.name} holds test data and can be unavailable for a while`, 'RDS3');
    }
  }
}

/** Lets the administrator sign in through IAM. The instance has no password at all (ADR 24). */
function signInByIam(instance: CfnDBInstance): void {
  instance.masterUserAuthenticationType = 'iam-db-auth';
  instance.manageMasterUserPassword = undefined;
  instance.masterUserSecret = undefined;
}
