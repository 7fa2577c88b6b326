import { Stack } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { managedRules, visibility } from '../foundation/firewall.ts';
import { CLOUDFRONT_REGION } from '../naming.ts';
import { publish } from '../parameters.ts';
import { stackIn } from '../resource-defaults.ts';

/** These rule groups check only the address that a request comes from. */
const ADDRESS_RULES = [{ name: 'AWSManagedRulesAmazonIpReputationList', counted: [] }];

/**
 * Only a firewall at CloudFront sees the address of each caller. CloudFront's firewalls must be in us-east-1.
 * All other rules are at the load balancer (ADR 83).
 */
export class EdgeFirewallStack extends Stack {
  constructor(scope: Construct, deployment: Deployment) {
    const { names, parameters, stage } = deployment;
    super(scope, names.stacks.edgeFirewall, {
      ...stackIn(CLOUDFRONT_REGION),
      description: `Blocks addresses with a bad reputation before they reach ${stage.name}`,
    });
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('edge-firewall'),
      rules: ADDRESS_RULES.map(managedRules),
    });
    publish(this, parameters.edgeFirewall.webAcl, acl.attrArn);
  }
}
