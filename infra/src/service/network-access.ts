import { type ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { healthPort } from '#libs/manifest';
import type { Deployment, Service } from '../deployment.ts';
import { importSecurityGroup } from '../shared-network.ts';

export class NetworkAccess extends Construct {
  private readonly deployment: Deployment;
  private readonly service: Service;
  private readonly tasks: ISecurityGroup;

  constructor(scope: Construct, deployment: Deployment, service: Service, callees: readonly Service[]) {
    super(scope, 'Access');
    this.deployment = deployment;
    this.service = service;
    const { securityGroup } = deployment.parameters.of(service.manifest);
    this.tasks = importSecurityGroup(this, 'Tasks', securityGroup);
    this.admitLoadBalancer();
    for (const callee of callees) this.allowCalls(callee);
  }

  private admitLoadBalancer(): void {
    const { manifest } = this.service;
    const { securityGroup } = this.deployment.parameters.edge;
    const edge = importSecurityGroup(this, 'LoadBalancer', securityGroup);
    const ways = [
      { port: Port.tcp(manifest.port), what: 'Requests' },
      { port: Port.tcp(healthPort(manifest)), what: 'Health checks' },
    ];
    for (const { port, what } of ways) {
      edge.addEgressRule(this.tasks, port, `${what} to ${manifest.name}`);
      this.tasks.addIngressRule(edge, port, `${what} from the load balancer`);
    }
  }

  /** The caller's stack contains both rules, so a deployment of the caller is enough for a new call. */
  private allowCalls({ manifest: callee }: Service): void {
    const { securityGroup } = this.deployment.parameters.of(callee);
    const theirs = importSecurityGroup(this, `Callee-${callee.name}`, securityGroup);
    const port = Port.tcp(callee.port);
    this.tasks.addEgressRule(theirs, port, `Calls to ${callee.name}`);
    theirs.addIngressRule(this.tasks, port, `Calls from ${this.service.manifest.name}`);
  }
}
