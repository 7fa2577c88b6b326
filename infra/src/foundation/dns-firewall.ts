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
import { createLogGroup } from '../resource-defaults.ts';
import { read } from '../parameters.ts';
import { endpointDomains } from './aws-endpoints.ts';
import { cognitoHost } from './user-pool.ts';

/** AWS reserves lower numbers for itself. */
const FIRST_PRIORITY = 101;

/**
 * Resolves only the host names that tasks need, and logs each query. A security group can't name the issuer's
 * host, so the tasks' outbound rule allows every address. Without this firewall, tasks could reach every
 * host.
 */
export class DnsFirewall extends Construct {
  private readonly vpc: IVpc;

  constructor(scope: Construct, deployment: Deployment, vpc: IVpc) {
    super(scope, 'DnsFirewall');
    this.vpc = vpc;
    const needed = this.createList('Needed', this.allowedNames(deployment));
    const everything = this.createList('Everything', ['*']);
    const rules = new CfnFirewallRuleGroup(this, 'Rules', {
      firewallRules: [
        {
          priority: 1,
          action: 'ALLOW',
          firewallDomainListId: needed.attrId,
          // An allowed name may be an alias of a different name, because the issuer may use a CDN.
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
    this.logQueries(deployment);
  }

  private allowedNames({ stage, parameters, tracesEndpoint }: Deployment): string[] {
    const { region } = Stack.of(this);
    // A stack that creates the stage's user pool can't read the pool's parameter yet.
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

  private logQueries({ stage, names }: Deployment): void {
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

/** Extracts the host from a URL that is known only during a deployment. */
function hostOf(url: string): string {
  return Fn.select(2, Fn.split('/', url));
}
