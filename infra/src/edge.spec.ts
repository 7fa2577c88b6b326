import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { exposedOperationsOf } from '#contracts/vocabulary';
import { healthPort, pagePolicy } from '#libs/manifest';
import type { Service } from './deployment.ts';
import { PAGE_PATHS } from './foundation/pages.ts';
import { namesOf } from './naming.ts';
import { type StageName, stages } from './stages.ts';
import {
  DOMAIN,
  STAGES,
  type StackTemplate,
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

const behaviorSchema = z.object({
  AllowedMethods: z.array(z.string()).default([]),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z.string(),
});
const configurationSchema = z.object({
  Aliases: z.array(z.string()).default([]),
  CustomErrorResponses: z.array(z.object({ ErrorCode: z.number(), ErrorCachingMinTTL: z.number() })),
  DefaultCacheBehavior: behaviorSchema,
  CacheBehaviors: z.array(behaviorSchema.extend({ PathPattern: z.string() })).default([]),
  Origins: z.array(z.record(z.string(), z.unknown())),
  ViewerCertificate: z.record(z.string(), z.unknown()).optional(),
});

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';

let services: readonly Service[];
let withDomain: StackTemplate;
let without: StackTemplate;

beforeAll(async () => {
  services = await workspaceServices();
  withDomain = foundationOf(await synthesize({ stage: 'production', ...DOMAIN }, services));
  without = foundationOf(await synthesize({ stage: 'production' }, services));
});

function foundationOf(stacks: Stacks, stage: StageName = 'production'): StackTemplate {
  return stackNamed(stacks, namesOf(stage).stacks.foundation);
}

function distributionOf(foundation: StackTemplate) {
  return configurationSchema.parse(only(foundation, 'AWS::CloudFront::Distribution').DistributionConfig);
}

function behaviorsOf(foundation: StackTemplate) {
  const { DefaultCacheBehavior, CacheBehaviors } = distributionOf(foundation);
  return [DefaultCacheBehavior, ...CacheBehaviors];
}

describe.each(
  STAGES.flatMap((stage) =>
    stages[stage].acceptedProfiles.flatMap((profile) =>
      [DOMAIN, {}].map((domain) => ({ stage, profile, ...domain })),
    ),
  ),
)('the edge with %j', (context) => {
  it('serves nothing over plain HTTP on the internet', async () => {
    const stacks = await synthesize(context, services);
    const schemes = resourcesOf(stacks.values(), LOAD_BALANCER).map(({ Properties }) => Properties.Scheme);

    expect(schemes).toEqual(['internal']);
    expect(resourcesOf(stacks.values(), 'AWS::CloudFront::Distribution')).toHaveLength(1);
    for (const { ViewerProtocolPolicy } of behaviorsOf(foundationOf(stacks, context.stage))) {
      expect(['https-only', 'redirect-to-https']).toContain(ViewerProtocolPolicy);
    }
  });
});

describe('the distribution', () => {
  it('forwards every method, header and query of the API, and caches nothing', () => {
    for (const foundation of [withDomain, without]) {
      const { AllowedMethods, ...behavior } = distributionOf(foundation).DefaultCacheBehavior;

      expect([...AllowedMethods].sort()).toEqual([
        'DELETE',
        'GET',
        'HEAD',
        'OPTIONS',
        'PATCH',
        'POST',
        'PUT',
      ]);
      expect(behavior).toMatchObject({
        CachePolicyId: CACHING_DISABLED,
        OriginRequestPolicyId: ALL_VIEWER,
        ViewerProtocolPolicy: 'https-only',
      });
    }
  });

  it('does not cache errors, because the next request may succeed', () => {
    const cached = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

    expect(distributionOf(without).CustomErrorResponses).toEqual(
      cached.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    );
  });

  it('sets HSTS on every response', () => {
    const policies = resourcesOf([without], 'AWS::CloudFront::ResponseHeadersPolicy');

    expect(policies.length).toBeGreaterThan(0);
    for (const { Properties } of policies) {
      expect(Properties.ResponseHeadersPolicyConfig).toMatchObject({
        SecurityHeadersConfig: {
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
        },
      });
    }
  });

  it('uses the certificate of the domain and TLS 1.2 or newer if the stage has a domain', () => {
    expect(distributionOf(withDomain)).toMatchObject({
      Aliases: ['api.qred.example'],
      ViewerCertificate: {
        AcmCertificateArn: '{/qred/production/given/edge-certificate-arn}',
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
    expect(only(withDomain, 'AWS::Route53::RecordSet')).toMatchObject({
      Name: 'api.qred.example.',
      AliasTarget: { DNSName: expect.stringContaining('Distribution') as unknown },
    });
  });

  it('uses no hosted zone and no certificate if the stage has no domain', () => {
    const { Aliases, ViewerCertificate } = distributionOf(without);

    expect({ Aliases, ViewerCertificate }).toEqual({ Aliases: [], ViewerCertificate: undefined });
    expect(without.reads.filter((name) => /zone|certificate/.test(name))).toEqual([]);
    for (const type of ['AWS::Route53::RecordSet', 'AWS::CertificateManager::Certificate'])
      expect(resourcesOf([without], type)).toEqual([]);
  });

  it('publishes its host name', () => {
    const hostOf = (foundation: StackTemplate): unknown =>
      resourcesOf([foundation], 'AWS::SSM::Parameter').find(
        ({ Properties }) => Properties.Name === '/qred/production/edge/host',
      )?.Properties.Value;

    expect(hostOf(withDomain)).toBe('api.qred.example');
    expect(hostOf(without)).toMatch(/^<EdgeDistribution.*\.DomainName>$/);
  });

  it('gives global resources a different name in each region', async () => {
    const elsewhere = foundationOf(
      await synthesize({ stage: 'production', region: 'eu-central-1' }, services),
    );
    const namesIn = (foundation: StackTemplate): string[] => {
      const global = foundation.resources.filter(({ Type }) => Type.startsWith('AWS::CloudFront::'));
      return global.flatMap(({ Properties }) =>
        [...JSON.stringify(Properties).matchAll(/"Name":"([^"]+)"/g)].map(([, name = '']) => name),
      );
    };

    expect(namesIn(without).length).toBeGreaterThanOrEqual(3);
    expect(namesIn(elsewhere).filter((name) => namesIn(without).includes(name))).toEqual([]);
  });
});

describe('the web app behind CloudFront', () => {
  it('comes from a private bucket that only this distribution can read', () => {
    const pages = behaviorsOf(without).filter(({ TargetOriginId }) => TargetOriginId.includes('Origin2'));
    const [origin] = distributionOf(without).Origins.filter(({ S3OriginConfig }) => S3OriginConfig);
    const policies = resourcesOf([without], 'AWS::S3::BucketPolicy').filter((policy) =>
      JSON.stringify(policy).includes('cloudfront.amazonaws.com'),
    );

    expect(pages).toHaveLength(PAGE_PATHS.length);
    expect(origin).toMatchObject({
      OriginAccessControlId: expect.stringMatching(/^<EdgePagesAccess/) as unknown,
    });
    expect(policies).toHaveLength(1);
    expect(policies[0]?.Properties.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Allow',
          Action: 's3:GetObject',
          Condition: {
            StringEquals: {
              'AWS:SourceArn': expect.stringContaining(':distribution/<EdgeDistribution') as unknown,
            },
          },
        }),
      ]) as unknown,
    });
  });

  it('shares no path with a service or the portal', () => {
    const paths = distributionOf(without).CacheBehaviors.map(({ PathPattern }) => PathPattern);
    const exposed = services.flatMap(({ manifest, contract }) =>
      exposedOperationsOf(contract, manifest.default).map(({ path }) => path),
    );
    const claimed = paths.filter((pattern) =>
      exposed.some((path) => path.startsWith(pattern.replace('*', '')) && pattern !== '/'),
    );

    expect(paths).toEqual(['/', '/index.html', '/assets/*', '/icon.svg', '/settings.json']);
    expect(claimed).toEqual([]);
  });

  it('includes every public file of apps/web', () => {
    const files = readdirSync(resolve(__dirname, '../../apps/web/public'));

    expect(files.filter((file) => !PAGE_PATHS.includes(`/${file}`))).toEqual([]);
  });

  it('is sent with the same headers as at the local edge', async () => {
    const policyOf = (foundation: StackTemplate): string => {
      const text = JSON.stringify(resourcesOf([foundation], 'AWS::CloudFront::ResponseHeadersPolicy'));
      const [, policy = ''] = /"ContentSecurityPolicy":\{"ContentSecurityPolicy":"([^"]*)"/.exec(text) ?? [];
      return policy;
    };
    const dev = foundationOf(await synthesize({ stage: 'dev' }, services), 'dev');

    expect(policyOf(dev)).toBe(
      pagePolicy({
        connectsTo: [
          'https://cognito-idp.eu-north-1.amazonaws.com',
          'https://qred-dev-<AWS::AccountId>.auth.eu-north-1.amazoncognito.com',
        ],
        showsImagesFrom: ['https://*.s3.eu-north-1.amazonaws.com'],
      }),
    );
    expect(without.text).toContain(`{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"ReadIdentityIssuer"}]}]}`);
    expect(JSON.stringify(resourcesOf([dev], 'AWS::CloudFront::ResponseHeadersPolicy'))).toMatch(
      /"ContentTypeOptions".*"FrameOption":"DENY".*"ReferrerPolicy":"no-referrer"/,
    );
  });
});

describe('the connection from CloudFront to the load balancer', () => {
  it('goes through a VPC origin, which closes idle connections before the load balancer does', () => {
    for (const foundation of [withDomain, without]) {
      const [origin] = distributionOf(foundation).Origins;
      const [loadBalancer] = resourcesOf([foundation], LOAD_BALANCER);

      expect(origin).toMatchObject({
        VpcOriginConfig: { OriginKeepaliveTimeout: 30, OriginReadTimeout: 60 },
      });
      expect(loadBalancer?.Properties.LoadBalancerAttributes).toContainEqual({
        Key: 'idle_timeout.timeout_seconds',
        Value: '60',
      });
      expect(only(foundation, 'AWS::CloudFront::VpcOrigin').VpcOriginEndpointConfig).toMatchObject({
        Arn: `<${loadBalancer?.id}>`,
      });
    }
  });

  it('uses TLS 1.2 or 1.3 and the certificate of the domain if the stage has a domain', () => {
    expect(only(withDomain, 'AWS::CloudFront::VpcOrigin').VpcOriginEndpointConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(only(withDomain, LISTENER)).toMatchObject({
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
    });
    expect(only(withDomain, 'AWS::CertificateManager::Certificate').DomainName).toBe('api.qred.example');
  });

  it('keeps the listener and all its rules when a stage gets a domain', () => {
    const idsOf = (foundation: StackTemplate): string[] =>
      resourcesOf([foundation], LISTENER).map(({ id }) => id);

    expect(idsOf(withDomain)).toEqual(idsOf(without));
  });

  it('uses HTTP inside the VPC if the stage has no domain', () => {
    expect(only(without, 'AWS::CloudFront::VpcOrigin').VpcOriginEndpointConfig).toMatchObject({
      OriginProtocolPolicy: 'http-only',
    });
    expect(only(without, LISTENER)).toMatchObject({ Port: 80, Protocol: 'HTTP' });
  });
});

describe('the load balancer', () => {
  it('returns 404 for every path without a rule', () => {
    for (const foundation of [withDomain, without]) {
      expect(only(foundation, LISTENER).DefaultActions).toMatchObject([
        { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } },
      ]);
    }
  });

  it('drops invalid headers, logs requests and is protected from deletion', () => {
    expect(only(withDomain, LOAD_BALANCER).LoadBalancerAttributes).toEqual(
      expect.arrayContaining([
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'deletion_protection.enabled', Value: 'true' },
      ]),
    );
  });

  it('checks the readiness of each service on its health port', async () => {
    const stacks = await synthesize({ stage: 'production' }, services);
    for (const { manifest } of services) {
      const stack = stackNamed(stacks, namesOf('production').stacks.service(manifest));

      expect(only(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup')).toMatchObject({
        HealthCheckPath: '/ready',
        HealthCheckPort: String(healthPort(manifest)),
        Port: manifest.port,
        TargetType: 'ip',
      });
    }
  });
});

describe('the firewall', () => {
  it('protects the load balancer with managed rules', () => {
    const { Rules } = only(without, 'AWS::WAFv2::WebACL');

    expect(JSON.stringify(Rules)).toContain('AWSManagedRulesCommonRuleSet');
    expect(resourcesOf([without], 'AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
  });

  it('limits the requests from each IP address, and callers cannot forge the address', () => {
    const { Rules } = only(without, 'AWS::WAFv2::WebACL');
    const { FunctionCode } = only(without, 'AWS::CloudFront::Function');
    const viewer = { ip: '192.0.2.7' };
    const headers = {
      'x-forwarded-for': { value: '203.0.113.1' },
      'true-client-ip': { value: '203.0.113.2' },
    };

    expect(Rules).toMatchObject([
      {
        Statement: {
          RateBasedStatement: {
            AggregateKeyType: 'FORWARDED_IP',
            ForwardedIPConfig: { HeaderName: 'true-client-ip', FallbackBehavior: 'MATCH' },
          },
        },
      },
      {},
      {},
      {},
    ]);
    expect(
      runInNewContext(`${String(FunctionCode)}; handler(event)`, { event: { viewer, request: { headers } } }),
    ).toEqual({ headers: { ...headers, 'true-client-ip': { value: '192.0.2.7' } } });
  });

  it('blocks addresses with a bad reputation at CloudFront, because only CloudFront sees them', async () => {
    const stacks = await synthesize({ stage: 'dev' }, services);
    const edge = stackNamed(stacks, 'EdgeFirewall-dev');
    const { Rules, Scope } = only(edge, 'AWS::WAFv2::WebACL');
    const { DistributionConfig } = only(
      stackNamed(stacks, 'Foundation-dev'),
      'AWS::CloudFront::Distribution',
    );

    expect(edge.region).toBe('us-east-1');
    expect(Scope).toBe('CLOUDFRONT');
    expect(Rules).toMatchObject([
      {
        OverrideAction: { None: {} },
        Statement: { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesAmazonIpReputationList' } },
      },
    ]);
    expect(DistributionConfig).toMatchObject({ WebACLId: '{/qred/dev/edge-firewall/web-acl-arn}' });
  });
});
