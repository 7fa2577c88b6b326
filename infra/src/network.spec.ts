import { z } from 'zod';
import { type Manifest, healthPort } from '#libs/manifest';
import type { Service } from './deployment.ts';
import { namesOf } from './naming.ts';
import { type SecurityGroupRule, securityGroupRulesOf } from './testing/security-groups.ts';
import {
  DOMAIN,
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';
import { withAllBuilt } from './testing/unbuilt.ts';

const EVERYWHERE = '0.0.0.0/0';

let services: readonly Service[];
let dev: Stacks;
let production: Stacks;

beforeAll(async () => {
  services = withAllBuilt(await workspaceServices());
  dev = await synthesize({ stage: 'dev' }, services);
  production = await synthesize({ stage: 'production' }, services);
});

describe.each([
  ['dev', 'small', {}],
  ['dev', 'strict', DOMAIN],
  ['production', 'standard', DOMAIN],
  ['production', 'strict', {}],
] as const)('security groups in %s (profile %s, settings %j)', (stage, profile, domain) => {
  const { stacks: stackNames } = namesOf(stage);
  let stacks: Stacks;
  let rules: readonly SecurityGroupRule[];

  beforeAll(async () => {
    stacks = await synthesize({ stage, profile, ...domain }, services);
    rules = securityGroupRulesOf(stacks);
  });

  const edge = `{/qred/${stage}/edge/security-group-id}`;
  const endpoints = `{/qred/${stage}/network/endpoint-security-group-id}`;
  const s3 = `{/qred/${stage}/given/s3-prefix-list-id}`;

  function tasksOf({ name }: Pick<Manifest, 'name'>): string {
    return `{/qred/${stage}/services/${name}/security-group-id}`;
  }

  function opened(direction: SecurityGroupRule['direction'], group: string): string[] {
    return rules
      .filter((each) => each.direction === direction && each.group === group)
      .map(({ peer, port }) => `${peer}:${port}`)
      .sort();
  }

  it('accept outside traffic only from CloudFront, and only at one port of the load balancer', () => {
    const fromGroups = /^({.*security-group-id}|<.*GroupId>)$/;
    const other = rules.filter(({ direction, peer }) => direction === 'in' && !fromGroups.test(peer));

    expect(other.map(({ group, peer, port }) => ({ group, peer, port }))).toEqual([
      {
        group: edge,
        peer: `{/qred/${stage}/given/cloudfront-prefix-list-id}`,
        port: 'domain' in domain ? 443 : 80,
      },
    ]);
  });

  it('open only single TCP ports', () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter(({ port }) => port === 0)).toEqual([]);
  });

  it('let only the load balancer and declared callers reach a service', () => {
    for (const { manifest } of services) {
      const callers = services.filter((caller) => caller.manifest.calls.includes(manifest.name));
      const expected = [
        `${edge}:${manifest.port}`,
        `${edge}:${healthPort(manifest)}`,
        ...callers.map((caller) => `${tasksOf(caller.manifest)}:${manifest.port}`),
      ];

      expect(opened('in', tasksOf(manifest))).toEqual(expected.sort());
    }
  });

  it('let a service reach only its callees, its database, the AWS endpoints and the issuer', () => {
    for (const { manifest } of services) {
      const database = rules.find(
        ({ direction, peer, port }) => direction === 'in' && peer === tasksOf(manifest) && port === 5432,
      );
      const expected = [
        ...services
          .filter((callee) => manifest.calls.includes(callee.manifest.name))
          .map((callee) => `${tasksOf(callee.manifest)}:${callee.manifest.port}`),
        ...(database ? [`${database.group}:5432`] : []),
        ...(profile === 'small' ? [] : [`${endpoints}:443`]),
        `${s3}:443`,
        `${EVERYWHERE}:443`,
      ];

      expect(database !== undefined).toBe(manifest.database);
      expect(opened('out', tasksOf(manifest))).toEqual(expected.sort());
    }
  });

  it("let the load balancer reach only the services' ports", () => {
    const expected = services.flatMap(({ manifest }) => [
      `${tasksOf(manifest)}:${manifest.port}`,
      `${tasksOf(manifest)}:${healthPort(manifest)}`,
    ]);

    expect(opened('out', edge)).toEqual(expected.sort());
  });

  it("keep the rules for each call in the caller's stack", () => {
    const calls = rules.filter(({ description }) => description.startsWith('Calls from'));
    const declared = services.flatMap(({ manifest }) =>
      manifest.calls.map((name) => `${stackNames.service(manifest)} ${tasksOf({ name })}`),
    );

    expect(calls.map(({ stack, group }) => `${stack} ${group}`).sort()).toEqual(declared.sort());
    expect(declared).not.toEqual([]);
  });

  it("are different for a service's tasks and its database", () => {
    for (const { manifest } of services) {
      const groups = resourcesOf([stackNamed(stacks, stackNames.data(manifest))], 'AWS::EC2::SecurityGroup');

      expect(groups.map(({ Properties }) => Properties.GroupDescription)).toEqual([
        `Tasks of ${manifest.name}`,
        ...(manifest.database && profile !== 'small' ? [`The database of ${manifest.name}`] : []),
      ]);
    }
  });

  it('have descriptions that EC2 accepts', () => {
    const groups = resourcesOf(stacks.values(), 'AWS::EC2::SecurityGroup');
    const descriptions = [
      ...groups.map(({ Properties }) => String(Properties.GroupDescription)),
      ...rules.map(({ description }) => description),
    ];

    for (const description of descriptions)
      expect(description).toMatch(/^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/);
  });
});

describe('the network', () => {
  it('resolves only the host names of AWS endpoints, databases and the issuer', () => {
    const hosts = ['api.ecr', '*.dkr.ecr', 'logs', 'data-servicediscovery', '*.s3', 'secretsmanager'];
    const own = [
      ...hosts.map((host) => `${host}.eu-north-1.amazonaws.com`),
      '*.eu-north-1.rds.amazonaws.com',
    ];
    const issuers = {
      dev: 'cognito-idp.eu-north-1.amazonaws.com',
      production: { 'Fn::Select': [2, { 'Fn::Split': ['/', '{/qred/production/identity/jwks-url}'] }] },
    };
    for (const [stage, stacks] of [['dev', dev] as const, ['production', production] as const]) {
      const foundation = stackNamed(stacks, `Foundation-${stage}`);
      const lists = resourcesOf([foundation], 'AWS::Route53Resolver::FirewallDomainList');
      const listed = Object.fromEntries(
        lists.map(({ id, Properties }) => [`<${id}.Id>`, Properties.Domains]),
      );
      const { FirewallRules: rules } = only(foundation, 'AWS::Route53Resolver::FirewallRuleGroup');

      expect(rules).toMatchObject([
        { Priority: 1, Action: 'ALLOW' },
        { Priority: 2, Action: 'BLOCK', BlockResponse: 'NXDOMAIN' },
      ]);
      expect(
        z
          .array(z.object({ FirewallDomainListId: z.string() }))
          .parse(rules)
          .map((rule) => listed[rule.FirewallDomainListId]),
      ).toEqual([[...own, issuers[stage]], ['*']]);
      expect(only(foundation, 'AWS::Route53Resolver::FirewallRuleGroupAssociation').VpcId).toMatch(/Vpc/);
    }
  });

  it('has a VPC endpoint for each AWS service that tasks use often', () => {
    const foundation = stackNamed(production, 'Foundation-production');
    const endpoints = resourcesOf([foundation], 'AWS::EC2::VPCEndpoint');

    expect(endpoints.map(({ Properties }) => Properties.ServiceName)).toEqual([
      ...['ecr.api', 'ecr.dkr', 'logs', 'data-servicediscovery'].map(
        (service) => `com.amazonaws.eu-north-1.${service}`,
      ),
      'com.amazonaws.<AWS::Region>.s3',
    ]);
  });

  it("removes all rules from the VPC's default security group", () => {
    const foundation = stackNamed(production, 'Foundation-production');

    expect(resourcesOf([foundation], 'Custom::VpcRestrictDefaultSG')).toHaveLength(1);
  });

  it('spans three zones and gives tasks and databases no public address', () => {
    const foundation = stackNamed(production, 'Foundation-production');
    const subnets = resourcesOf([foundation], 'AWS::EC2::Subnet');

    expect(new Set(subnets.map(({ Properties }) => Properties.AvailabilityZone))).toEqual(
      new Set(['eu-north-1a', 'eu-north-1b', 'eu-north-1c']),
    );
    expect(subnets).toHaveLength(9);
    expect(subnets.filter(({ Properties }) => Properties.MapPublicIpOnLaunch === true)).toEqual([]);
    expect(resourcesOf([foundation], 'AWS::EC2::NatGateway')).toHaveLength(3);
    for (const { Properties } of resourcesOf(production.values(), 'AWS::ECS::Service')) {
      expect(Properties).toMatchObject({
        NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
      });
    }
    for (const { Properties } of resourcesOf(production.values(), 'AWS::RDS::DBInstance')) {
      expect(Properties.PubliclyAccessible).toBe(false);
    }
  });

  it('gives databases no route out of the VPC', () => {
    const foundation = stackNamed(production, 'Foundation-production');
    const routes = resourcesOf([foundation], 'AWS::EC2::Route');

    expect(routes).toHaveLength(6);
    expect(JSON.stringify(routes)).not.toContain('isolated');
  });

  it('requires encryption by hardware in the strict profile, before any subnet exists', async () => {
    for (const stage of ['dev', 'production'] as const) {
      const strict = stackNamed(
        await synthesize({ stage, profile: 'strict' }, services),
        `Foundation-${stage}`,
      );
      const [control] = resourcesOf([strict], 'AWS::EC2::VPCEncryptionControl');

      expect(control?.Properties).toMatchObject({
        Mode: 'enforce',
        InternetGatewayExclusionInput: 'enable',
        NatGatewayExclusionInput: 'enable',
      });
      for (const { DependsOn } of resourcesOf([strict], 'AWS::EC2::Subnet')) {
        expect(DependsOn).toContain(control?.id);
      }
    }
  });

  it('does not pay for encryption by hardware if the services encrypt their traffic', async () => {
    for (const [stage, profile] of [['dev', 'small'] as const, ['production', 'standard'] as const]) {
      const stacks = await synthesize({ stage, profile }, services);

      expect(resourcesOf(stacks.values(), 'AWS::EC2::VPCEncryptionControl')).toEqual([]);
    }
  });

  it('has fewer zones, NAT gateways, endpoints and on-demand tasks in the small profile', () => {
    const foundation = stackNamed(dev, 'Foundation-dev');
    const endpoints = resourcesOf([foundation], 'AWS::EC2::VPCEndpoint');

    expect(resourcesOf([foundation], 'AWS::EC2::Subnet')).toHaveLength(6);
    expect(resourcesOf([foundation], 'AWS::EC2::NatGateway')).toHaveLength(1);
    expect(endpoints.map(({ Properties }) => Properties.VpcEndpointType)).toEqual(['Gateway']);
    for (const { Properties } of resourcesOf(dev.values(), 'AWS::ECS::Service')) {
      expect(Properties.CapacityProviderStrategy).toEqual([{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }]);
    }
  });

  it('logs every flow, and whether the flow was encrypted', () => {
    const { LogFormat, TrafficType } = only(
      stackNamed(production, 'Foundation-production'),
      'AWS::EC2::FlowLog',
    );

    expect(TrafficType).toBe('ALL');
    expect(LogFormat).toContain('${encryption-status}');
  });
});
