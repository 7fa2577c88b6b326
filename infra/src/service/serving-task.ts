import { Duration } from 'aws-cdk-lib';
import {
  type ContainerDefinition,
  type FargateTaskDefinition,
  Secret as EcsSecret,
} from 'aws-cdk-lib/aws-ecs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { UPLOADS_FOLDER, healthPort } from '#libs/manifest';
import type { Deployment, Service } from '../deployment.ts';
import { databaseUsers, pascalCase } from '../naming.ts';
import { read } from '../parameters.ts';
import { environmentVariables } from '../tasks/environment-variables.ts';
import { createLogGroup } from '../resource-defaults.ts';
import { allowBucket, allowDatabaseUser, allowDiscovery } from '../tasks/permissions.ts';
import { Task, serviceImage } from '../tasks/task-definition.ts';

export class ServingTask extends Construct {
  readonly definition: FargateTaskDefinition;
  readonly container: ContainerDefinition;

  constructor(scope: Construct, deployment: Deployment, service: Service, callees: readonly Service[]) {
    super(scope, 'Serving');
    const { names, parameters, stage } = deployment;
    const { manifest } = service;
    const { serving } = databaseUsers(manifest);
    const task = new Task(this, 'Task', deployment, {
      family: names.taskFamily(manifest),
      image: serviceImage(this, 'Repository', deployment, manifest, parameters.of(manifest).image),
      logGroup: createLogGroup(this, 'LogGroup', stage, names.serviceLogGroup(manifest)),
    });
    if (manifest.database) allowDatabaseUser(task.role, deployment, service, serving);
    if (manifest.bucket) {
      const written = manifest.bucket === 'read-write' ? (`${UPLOADS_FOLDER}*` as const) : undefined;
      allowBucket(task.role, deployment, service, written);
    }
    if (callees.length > 0) allowDiscovery(task.role, callees);
    this.definition = task.definition;
    this.container = task.addContainer(manifest.name, {
      command: ['serve'],
      environment: environmentVariables(this, deployment, manifest, serving),
      secrets: secretsOf(this, deployment),
      portMappings: [{ containerPort: manifest.port }, { containerPort: healthPort(manifest) }],
      healthCheck: {
        command: ['CMD', 'node', '-e', liveness(healthPort(manifest))],
        // Each check starts a Node process, which is slow if the quarter of a vCPU is busy.
        interval: Duration.seconds(30),
        timeout: Duration.seconds(15),
        retries: 3,
        startPeriod: Duration.seconds(60),
      },
    });
  }
}

function secretsOf(scope: Construct, deployment: Deployment): Record<string, EcsSecret> {
  const { parameters, profile, tracesHeadersSecret } = deployment;
  const variable = (name: string, arn: string): Record<string, EcsSecret> => ({
    [name]: EcsSecret.fromSecretsManager(
      Secret.fromSecretCompleteArn(scope, pascalCase(name.toLowerCase().replaceAll('_', '-')), arn),
    ),
  });
  return {
    ...(profile.encryption === 'services' && variable('TLS_SECRETS', read(scope, parameters.tlsSecret))),
    ...(tracesHeadersSecret !== undefined && variable('OTEL_EXPORTER_OTLP_HEADERS', tracesHeadersSecret)),
  };
}

/** Checks /live with Node, because the image has no other HTTP client. */
function liveness(port: number): string {
  return `fetch('http://127.0.0.1:${port}/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
}
