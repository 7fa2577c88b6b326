import { Fn, Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
  CfnResolverQueryLoggingConfig,
  CfnResolverQueryLoggingConfigAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { createLogGroup } from '../log-group.ts';
import { read } from '../parameters.ts';
import { endpointDomains } from './aws-endpoints.ts';
import { cognitoHost } from './user-pool.ts';

/** The first that a VPC's own rules may have; AWS keeps those before it. */
const FIRST_PRIORITY = 101;

/**
 * Resolves the names that tasks need, and no others: a security group can't name the issuer's host, so this is what
 * keeps the way out to it from being a way out to everywhere. Each question is logged.
 */
export class DnsFirewall extends Construct {
  private readonly vpc: IVpc;

  constructor(scope: Construct, deployment: Deployment, vpc: IVpc) {
    super(scope, 'DnsFirewall');
    this.vpc = vpc;
    const needed = this.createList('Needed', this.namesNeeded(deployment));
    const everything = this.createList('Everything', ['*']);
    const rules = new CfnFirewallRuleGroup(this, 'Rules', {
      firewallRules: [
        {
          priority: 1,
          action: 'ALLOW',
          firewallDomainListId: needed.attrId,
          // Whoever is allowed says where its name leads; an issuer may be behind somebody's network of caches.
          firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
        },
        { priority: 2, action: 'BLOCK', blockResponse: 'NXDOMAIN', firewallDomainListId: everything.attrId },
      ],
    });
    new CfnFirewallRuleGroupAssociation(this, 'Association', {
      firewallRuleGroupId: rules.attrId,
      vpcId: vpc.vpcId,
      priority: FIRST_PRIORITY,
    });
    this.logQuestions(deployment);
  }

  private namesNeeded({ stage, parameters, tracesEndpoint }: Deployment): string[] {
    const { region } = Stack.of(this);
    // A pool of the stage's own is made with this stack, so its parameter can't be read here yet.
    const issuer = stage.ownUserPool ? cognitoHost(region) : hostOf(read(this, parameters.identity.jwksUrl));
    return [
      ...endpointDomains(region),
      `*.${region}.rds.amazonaws.com`,
      issuer,
      ...(tracesEndpoint === undefined ? [] : [new URL(tracesEndpoint).hostname]),
    ];
  }

  private createList(id: string, domains: string[]): CfnFirewallDomainList {
    return new CfnFirewallDomainList(this, id, { domains });
  }

  private logQuestions({ stage, names }: Deployment): void {
    const logGroup = createLogGroup(this, 'LogGroup', stage, names.logGroup('network', 'dns'));
    const logging = new CfnResolverQueryLoggingConfig(this, 'Logging', {
      destinationArn: logGroup.logGroupArn,
    });
    new CfnResolverQueryLoggingConfigAssociation(this, 'Logged', {
      resolverQueryLogConfigId: logging.attrId,
      resourceId: this.vpc.vpcId,
    });
  }
}

/** The host of an address that is known when the stack is deployed. */
function hostOf(url: string): string {
  return Fn.select(2, Fn.split('/', url));
}
