import { type App, Tags } from 'aws-cdk-lib';
import { DataStack } from './data/data-stack.ts';
import type { Deployment } from './deployment.ts';
import { EdgeFirewallStack } from './edge-firewall/edge-firewall-stack.ts';
import { FoundationStack } from './foundation/foundation-stack.ts';
import { MigrationStack } from './migration/migration-stack.ts';
import { MockStack } from './mock/mock-stack.ts';
import { MonitoringStack } from './monitoring/monitoring-stack.ts';
import { RecoveryStack } from './recovery/recovery-stack.ts';
import { assertRulesAgree } from './routing/listener-rules.ts';
import { ServiceStack } from './service/service-stack.ts';
import { WebStack } from './web/web-stack.ts';

/**
 * Adds all stacks of a stage to the app. Stacks share values only through SSM parameters, so a deployment of
 * one stack changes no other stack. Throws an Error if two services can't share the load balancer.
 */
export function addStacks(app: App, deployment: Deployment): void {
  const { services, stage } = deployment;
  assertRulesAgree(services);
  Tags.of(app).add('stage', stage.name);
  new EdgeFirewallStack(app, deployment);
  new FoundationStack(app, deployment);
  new MonitoringStack(app, deployment);
  new WebStack(app, deployment);
  if (stage.mocksUnbuilt) new MockStack(app, deployment);
  if (stage.replicated) new RecoveryStack(app, deployment);
  for (const service of services) {
    new DataStack(app, deployment, service);
    if (service.manifest.database) new MigrationStack(app, deployment, service);
    new ServiceStack(app, deployment, service);
  }
}
