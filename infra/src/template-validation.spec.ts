import { CfnResource, Stack } from 'aws-cdk-lib';
import { checkRules } from './aws-solutions-rules.ts';
import { createDeployment } from './deployment.ts';
import { addStacks } from './platform.ts';
import { parseSettings } from './settings.ts';
import { stages } from './stages.ts';
import { DOMAIN, STAGES, workspaceServices } from './testing/templates.ts';
import { withNothingBuilt } from './testing/unbuilt.ts';
import { violationsIn } from './testing/violations.ts';

const LISTENER = {
  LoadBalancerArn: 'arn:aws:elasticloadbalancing:eu-north-1:111122223333:loadbalancer/app/a/b',
};

it.each(
  STAGES.flatMap((stage) =>
    stages[stage].acceptedProfiles.flatMap((profile) =>
      [DOMAIN, {}].map((domain) => [stage, profile, domain] as const),
    ),
  ),
)(
  "the app passes the AWS Solutions rules and CloudFormation's schemas in %s with the profile %s and %j",
  async (stage, profile, domain) => {
    const services = await workspaceServices();
    const found = violationsIn((app) => {
      checkRules(app);
      addStacks(app, createDeployment(parseSettings({ stage, profile, ...domain }), services));
    });

    expect(found).toEqual([]);
    // The timeout is long because the first synthesis loads the schemas.
  },
  120_000,
);

it("the app passes the AWS Solutions rules and CloudFormation's schemas in dev with operations that are not built", async () => {
  const unbuilt = withNothingBuilt(await workspaceServices());
  const found = violationsIn((app) => {
    checkRules(app);
    addStacks(app, createDeployment(parseSettings({ stage: 'dev' }), unbuilt));
  });

  expect(found).toEqual([]);
}, 120_000);

/** The faults that template validation finds, each with its rule. ADR 80 lists the faults that it can't find. */
const FAULTS = [
  ['an unknown type', 'AWS::EC2::VPCEncryptionContro', {}, 'F3006'],
  ['an unknown property', 'AWS::Logs::LogGroup', { Retention: 30 }, 'F3002'],
  ['a missing property', 'AWS::ElasticLoadBalancingV2::Listener', LISTENER, 'F3003'],
  ['a wrong type', 'AWS::ECS::Service', { DesiredCount: 'two' }, 'F3012'],
  ['a name with a wrong pattern', 'AWS::KMS::Alias', { AliasName: 'qred', TargetKeyId: 'key' }, 'F3031'],
  ['a value outside its list', 'AWS::RDS::DBInstance', { MasterUserAuthenticationType: 'iam' }, 'W3030'],
  [
    'a value outside its list, inside another',
    'AWS::ElasticLoadBalancingV2::Listener',
    { ...LISTENER, DefaultActions: [{ Type: 'forwards' }] },
    'W3030',
  ],
  [
    'an attribute that its resource does not have',
    'AWS::KMS::Alias',
    { AliasName: 'alias/qred', TargetKeyId: { 'Fn::GetAtt': ['Other', 'Arnn'] } },
    'E9004',
  ],
] as const;

describe('template validation', () => {
  let found: ReturnType<typeof violationsIn>;

  beforeAll(() => {
    // One app for all faults, because the engine starts again for other types of resources.
    found = violationsIn((app) => {
      FAULTS.forEach(([, type, properties], index) => {
        const stack = new Stack(app, `Fault${index}`, { env: { region: 'eu-north-1' } });
        new CfnResource(stack, 'Other', { type: 'AWS::Logs::LogGroup' });
        new CfnResource(stack, 'Resource', { type, properties });
      });
    });
  }, 120_000);

  it.each(FAULTS.map(([fault, , , rule], index) => [fault, rule, `Fault${index}/`] as const))(
    'finds %s',
    (_, rule, stack) => {
      const inStack = found.filter(({ violatingConstructs }) =>
        violatingConstructs.some(({ constructPath }) => constructPath.startsWith(stack)),
      );
      expect(inStack.map(({ ruleName }) => ruleName)).toContain(rule);
    },
  );
});
