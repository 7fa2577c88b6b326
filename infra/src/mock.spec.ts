import type { Service } from './deployment.ts';
import { TASK_CPU } from './naming.ts';
import { stages } from './stages.ts';
import { securityGroupRulesOf } from './testing/security-groups.ts';
import {
  STAGES,
  type StackTemplate,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';
import { withAllBuilt, withNothingBuilt } from './testing/unbuilt.ts';

const STACK = 'Mock-dev';

let services: readonly Service[];
let unbuilt: readonly Service[];

beforeAll(async () => {
  services = await workspaceServices();
  unbuilt = withNothingBuilt(services);
});

describe.each(
  STAGES.flatMap((stage) => stages[stage].acceptedProfiles.map((profile) => [stage, profile] as const)),
)('the mock in %s with the profile %s', (stage, profile) => {
  it(stage === 'dev' ? 'exists' : 'does not exist, although operations are not built', async () => {
    const stacks = await synthesize({ stage, profile }, unbuilt);
    const targets = resourcesOf(stacks.values(), 'AWS::ElasticLoadBalancingV2::ListenerRule').filter(
      ({ Properties }) => JSON.stringify(Properties.Conditions).includes('http-request-method'),
    );

    expect([...stacks.keys()].filter((name) => name.startsWith('Mock'))).toEqual(
      stage === 'dev' ? [STACK] : [],
    );
    expect(targets.length > 0).toBe(stage === 'dev');
  });
});

describe('the mock', () => {
  let stack: StackTemplate;

  beforeAll(async () => {
    stack = stackNamed(await synthesize({ stage: 'dev' }, unbuilt), STACK);
  });

  it('runs as one Graviton task with a read-only file system and without secrets', () => {
    expect(only(stack, 'AWS::ECS::Service')).toMatchObject({
      DesiredCount: 1,
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }],
    });
    expect(only(stack, 'AWS::ECS::TaskDefinition')).toMatchObject({
      Cpu: '256',
      Memory: '512',
      RuntimePlatform: { CpuArchitecture: TASK_CPU.toUpperCase() },
    });
    expect(only(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions).toEqual([
      expect.objectContaining({
        ReadonlyRootFilesystem: true,
        Environment: [
          { Name: 'PORT', Value: '8080' },
          { Name: 'TLS', Value: 'on' },
        ],
      }),
    ]);
    expect(stack.text).not.toMatch(/"Secrets"|AWS::RDS|rds-db|AWS::S3/);
  });

  it('accepts only encrypted connections from the load balancer', () => {
    const inbound = securityGroupRulesOf(new Map([[STACK, stack]])).filter(
      ({ direction }) => direction === 'in',
    );

    expect(inbound.map(({ peer, port }) => ({ peer, port }))).toEqual([
      { peer: '{/qred/dev/edge/security-group-id}', port: 8080 },
    ]);
    expect(only(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup')).toMatchObject({
      Protocol: 'HTTPS',
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPath: '/ping',
    });
  });

  it('receives only requests whose method and path belong to an unbuilt operation', () => {
    const [rule] = resourcesOf([stack], 'AWS::ElasticLoadBalancingV2::ListenerRule');

    expect(rule?.Properties.Conditions).toMatchObject([
      { Field: 'http-request-method' },
      { Field: 'path-pattern' },
    ]);
  });

  it('runs only while an operation is unbuilt', async () => {
    const idle = stackNamed(await synthesize({ stage: 'dev' }, withAllBuilt(services)), STACK);

    expect(resourcesOf([idle], 'AWS::ECS::Service')).toHaveLength(0);
    expect(resourcesOf([idle], 'AWS::ElasticLoadBalancingV2::ListenerRule')).toHaveLength(0);
    expect(resourcesOf([idle], 'AWS::ECS::TaskDefinition')).toHaveLength(1);
  });
});
