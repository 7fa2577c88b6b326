import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
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
import type { Deployment } from '../deployment.ts';
import { createLogGroup } from '../resource-defaults.ts';
import { DATABASE_ADMINISTRATOR, DATABASE_PORT, pascalCase } from '../naming.ts';
import { publish, read } from '../parameters.ts';
import type { Parameters } from '../parameter-names.ts';

/** AWS selects and updates the minor version. */
const VERSION = PostgresEngineVersion.VER_18;
const LOGS = ['postgresql', 'upgrade'];
/** In ms. RDS logs statements that take longer. */
const SLOW_STATEMENT_MS = 500;

export const STORAGE = {
  firstGib: 20,
  mostGib: 500,
  /** RDS enlarges the volume if less than this percentage is free. RDS itself defines this value. */
  growsBelowPercent: 10,
};

interface DatabaseProps {
  readonly identifier: string;
  /** Appears in descriptions. */
  readonly owner: string;
  readonly keyAlias: string;
  readonly vpc: IVpc;
  readonly published: Parameters['sharedDatabase'] | ReturnType<Parameters['of']>['database'];
}

/** Only tasks that were passed to `admit` can reach the server, and the server requires TLS. */
export class Database extends Construct {
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, deployment: Deployment, props: DatabaseProps) {
    super(scope, 'Database');
    const { profile, stage } = deployment;
    const { identifier, owner, keyAlias, vpc, published } = props;
    const key = new Key(this, 'Key', {
      alias: keyAlias,
      description: `Encrypts the database of ${owner} and its backups`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `The database of ${owner}`,
      allowAllOutbound: false,
    });
    const engine = DatabaseInstanceEngine.postgres({ version: VERSION });
    const instance = new DatabaseInstance(this, 'Instance', {
      instanceIdentifier: identifier,
      engine,
      instanceType: new InstanceType(profile.database.instanceClass),
      caCertificate: CaCertificate.RDS_CA_RSA2048_G1,
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        description: `Settings of the database of ${owner}`,
        parameters: { 'rds.force_ssl': '1', log_min_duration_statement: String(SLOW_STATEMENT_MS) },
      }),
      port: DATABASE_PORT,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.securityGroup],
      publiclyAccessible: false,
      multiAz: stage.database.multiAz,
      iamAuthentication: true,
      // The construct requires a password setting, which `signInByIam` removes later.
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
    this.createLogGroups(instance, deployment, identifier);
    const resource = instance.node.defaultChild;
    if (!(resource instanceof CfnDBInstance)) throw new Error('The database construct has no CfnDBInstance');
    signInByIam(resource);
    if (stage.replicated) this.replicate(resource, deployment);
    this.acknowledgeRules(instance, deployment);

    publish(this, published.instance, identifier);
    publish(this, published.host, instance.dbInstanceEndpointAddress);
    publish(this, published.resourceId, resource.attrDbiResourceId);
  }

  /** If a log group is missing, RDS creates one that never deletes its logs. */
  private createLogGroups(instance: DatabaseInstance, { stage }: Deployment, identifier: string): void {
    for (const log of LOGS) {
      const group = createLogGroup(
        this,
        `${pascalCase(log)}Log`,
        stage,
        `/aws/rds/instance/${identifier}/${log}`,
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
      'Only tasks with a rule can reach the port, so another number adds no protection',
      'RDS11',
    );
    if (!stage.database.multiAz) {
      acknowledge(instance, `${stage.name} holds test data and can be unavailable for a while`, 'RDS3');
    }
  }
}

/**
 * Lets a service's tasks connect to a database. The stack of the tasks contains both security group rules.
 */
export function admit(tasks: ISecurityGroup, service: string, database: ISecurityGroup): void {
  const port = Port.tcp(DATABASE_PORT);
  database.addIngressRule(tasks, port, `Tasks of ${service}`);
  tasks.addEgressRule(database, port, `The database of ${service}`);
}

/** The administrator signs in through IAM, and the instance has no password (ADR 24). */
function signInByIam(instance: CfnDBInstance): void {
  instance.masterUserAuthenticationType = 'iam-db-auth';
  instance.manageMasterUserPassword = undefined;
  instance.masterUserSecret = undefined;
}
