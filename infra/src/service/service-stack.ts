import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ServiceAlarms } from '../alarms/service-alarms.ts';
import { type Deployment, type Service, calleesOf } from '../deployment.ts';
import { stackIn } from '../resource-defaults.ts';
import { importVpc } from '../shared-network.ts';
import { createDashboard } from './dashboard.ts';
import { NetworkAccess } from './network-access.ts';
import { RunningService } from './running-service.ts';
import { ServiceRoutes } from './service-routes.ts';
import { ServingTask } from './serving-task.ts';

export class ServiceStack extends Stack {
  constructor(scope: Construct, deployment: Deployment, service: Service) {
    const { names } = deployment;
    const { manifest } = service;
    super(scope, names.stacks.service(manifest), {
      ...stackIn(deployment.region),
      description: manifest.purpose,
    });
    Tags.of(this).add('service', manifest.name);
    const vpc = importVpc(this, deployment, 'private');
    const callees = calleesOf(deployment, service);
    const access = new NetworkAccess(this, deployment, service, callees);
    const task = new ServingTask(this, deployment, service, callees);
    const routes = new ServiceRoutes(this, deployment, service, vpc);
    const alarms = new ServiceAlarms(this, deployment, service, routes.targetGroup);
    new RunningService(this, deployment, service, { vpc, access, task, routes, alarms });
    createDashboard(this, deployment, service, alarms);
    new CfnOutput(this, 'TaskDefinition', { value: task.definition.taskDefinitionArn });
  }
}
