import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Deployment } from '../deployment.ts';
import { createLogGroup } from '../resource-defaults.ts';
import { CLIENT_ADDRESS } from './distribution.ts';

/** The limit for each address in five minutes. Each operation also has a limit. */
const REQUESTS_PER_ADDRESS = 2_000;

interface ManagedRules {
  readonly name: string;
  readonly counted: readonly string[];
}

const MANAGED_RULES: readonly ManagedRules[] = [
  // This rule's limit (8 KiB) is too small for a long support message. The services check the size.
  { name: 'AWSManagedRulesCommonRuleSet', counted: ['SizeRestrictions_BODY'] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
  { name: 'AWSManagedRulesSQLiRuleSet', counted: [] },
];

export class Firewall extends Construct {
  constructor(scope: Construct, deployment: Deployment, loadBalancer: ApplicationLoadBalancer) {
    super(scope, 'Firewall');
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('firewall'),
      rules: [rateLimit(0), ...MANAGED_RULES.map((group, index) => managedRules(group, index + 1))],
    });
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: loadBalancer.loadBalancerArn,
      webAclArn: acl.attrArn,
    });
    this.logDecisions(deployment, acl);
  }

  private logDecisions({ stage }: Deployment, acl: CfnWebACL): void {
    // WAF accepts only log groups with this prefix.
    const logGroup = createLogGroup(this, 'LogGroup', stage, `aws-waf-logs-qred-${stage.name}`);
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          resourceName: logGroup.logGroupName,
        }),
      ],
      redactedFields: [{ singleHeader: { Name: 'authorization' } }, { singleHeader: { Name: 'cookie' } }],
    });
  }
}

function rateLimit(priority: number): CfnWebACL.RuleProperty {
  return {
    name: 'rate-limit',
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        limit: REQUESTS_PER_ADDRESS,
        aggregateKeyType: 'FORWARDED_IP',
        forwardedIpConfig: { headerName: CLIENT_ADDRESS, fallbackBehavior: 'MATCH' },
      },
    },
    visibilityConfig: visibility('rate-limit'),
  };
}

/**
 * Blocks the requests that match a rule group of AWS. Rules in `counted` only count the requests that they
 * match.
 */
export function managedRules({ name, counted }: ManagedRules, priority: number): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

export function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
