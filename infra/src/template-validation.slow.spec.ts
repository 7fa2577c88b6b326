import { CfnResource, Stack } from 'aws-cdk-lib';
import { stages } from './stages.ts';
import { DOMAIN, STAGES, workspaceServices } from './testing/templates.ts';
import { faultsOf } from './testing/template-faults.ts';
import { withNothingBuilt } from './testing/unbuilt.ts';
import { violationsIn } from './testing/violations.ts';

// The first synthesis takes seconds, because it loads the schemas of all resource types.
jest.setTimeout(120_000);

const LISTENER = {
  LoadBalancerArn: 'arn:aws:elasticloadbalancing:eu-north-1:111122223333:loadbalancer/app/a/b',
};

describe.each(STAGES)(
  "the app passes the AWS Solutions rules and CloudFormation's schemas in %s",
  (stage) => {
    it.each(
      stages[stage].acceptedProfiles.flatMap((profile) =>
        [DOMAIN, {}].map((domain) => [profile, domain] as const),
      ),
    )('with the profile %s and %j', async (profile, domain) => {
      expect(faultsOf({ stage, profile, ...domain }, await workspaceServices())).toEqual([]);
    });
  },
);

it("the dev stage passes the AWS Solutions rules and CloudFormation's schemas if some operations are not built", async () => {
  const unbuilt = withNothingBuilt(await workspaceServices());
  expect(faultsOf({ stage: 'dev' }, unbuilt)).toEqual([]);
});

/**
 * Template validation finds these faults, each by the rule in the last column. ADR 80 lists the faults that
 * no rule finds.
 */
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
    // All faults are in one app, because the engine restarts if an app has other resource types.
    found = violationsIn((app) => {
      FAULTS.forEach(([, type, properties], index) => {
        const stack = new Stack(app, `Fault${index}`, { env: { region: 'eu-north-1' } });
        new CfnResource(stack, 'Other', { type: 'AWS::Logs::LogGroup' });
        new CfnResource(stack, 'Resource', { type, properties });
      });
    });
  });

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
