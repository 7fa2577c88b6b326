import { Stack, Tags } from 'aws-cdk-lib';
import { ContainerDependencyCondition } from 'aws-cdk-lib/aws-ecs';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { createLogGroup, stackIn } from '../resource-defaults.ts';
import { DATABASE_ADMINISTRATOR, databaseUsers } from '../naming.ts';
import { environmentVariables } from '../tasks/environment-variables.ts';
import { allowBucket, allowDatabaseUser } from '../tasks/permissions.ts';
import { Task, serviceImage } from '../tasks/task-definition.ts';

/** These tasks run once per deployment, with the new image, before the service gets the new image. */
export class MigrationStack extends Stack {
  private readonly deployment: Deployment;
  private readonly service: Service;

  constructor(scope: Construct, deployment: Deployment, service: Service) {
    const { names, stage } = deployment;
    const { manifest } = service;
    super(scope, names.stacks.migration(manifest), {
      ...stackIn(deployment.region),
      description: `Migrates the database of ${manifest.name}`,
    });
    this.deployment = deployment;
    this.service = service;
    Tags.of(this).add('service', manifest.name);
    const logGroup = createLogGroup(this, 'LogGroup', stage, names.oneOffLogGroup(manifest));
    this.defineMigration(logGroup);
    if (stage.seeded) this.defineSeed(logGroup);
  }

  /**
   * Two containers run in sequence. The first container signs in as the administrator, and creates the
   * service's roles if they are missing. The second container migrates with the role for migrations. Both
   * containers sign in through IAM.
   */
  private defineMigration(logGroup: LogGroup): void {
    const { deployment, service } = this;
    const { manifest } = service;
    const { serving, migrating } = databaseUsers(manifest);
    const task = this.createTask('Migration', deployment.names.migrationFamily(manifest), logGroup);
    for (const user of [DATABASE_ADMINISTRATOR, migrating])
      allowDatabaseUser(task.role, deployment, service, user);
    const roles = task.addContainer('roles', {
      command: ['roles'],
      essential: false,
      environment: {
        ...environmentVariables(this, deployment, manifest, DATABASE_ADMINISTRATOR),
        DATABASE_SERVING_ROLE: serving,
        DATABASE_MIGRATING_ROLE: migrating,
      },
    });
    const migrate = task.addContainer('migrate', {
      command: ['migrate'],
      environment: environmentVariables(this, deployment, manifest, migrating),
    });
    migrate.addContainerDependencies({ container: roles, condition: ContainerDependencyCondition.SUCCESS });
  }

  private defineSeed(logGroup: LogGroup): void {
    const { deployment, service } = this;
    const { manifest } = service;
    const { serving } = databaseUsers(manifest);
    const task = this.createTask('Seed', deployment.names.seedFamily(manifest), logGroup);
    allowDatabaseUser(task.role, deployment, service, serving);
    if (manifest.bucket) allowBucket(task.role, deployment, service, '*');
    task.addContainer('seed', {
      command: ['seed'],
      environment: environmentVariables(this, deployment, manifest, serving),
    });
  }

  private createTask(id: string, family: string, logGroup: LogGroup): Task {
    const { deployment, service } = this;
    const { manifest } = service;
    const { names, parameters, region } = deployment;
    return new Task(this, id, deployment, {
      family,
      image: serviceImage(this, `${id}Image`, deployment, manifest, parameters.of(manifest).migrationImage),
      logGroup,
      rolePath: names.oneOffRolePath(region),
    });
  }
}
