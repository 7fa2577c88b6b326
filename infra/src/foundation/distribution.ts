import { Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Function as CloudFrontFunction,
  Distribution as CloudFrontDistribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  VpcOrigin,
  VpcOriginEndpoint,
} from 'aws-cdk-lib/aws-cloudfront';
import { VpcOrigin as VpcOriginOfDistribution } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { EDGE_IDLE_MS } from '#libs/manifest';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { read } from '../parameters.ts';
import { HOME_PAGE, type Pages, STRICT_TRANSPORT } from './pages.ts';

/** This header contains the caller's address, and callers can't set the header. */
export const CLIENT_ADDRESS = 'true-client-ip';

/**
 * Overwrites a header with the caller's address. The firewall can't use X-Forwarded-For, because callers can
 * choose the first address in that header.
 */
const SET_CLIENT_ADDRESS = `
function handler(event) {
  event.request.headers['${CLIENT_ADDRESS}'] = { value: event.viewer.ip };
  return event.request;
}
`.trim();

/**
 * By default, CloudFront caches responses with these statuses for ten seconds, and returns them to everybody.
 */
const CACHED_ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** The local edge waits equally long for a response. */
const READ_TIMEOUT = Duration.millis(EDGE_IDLE_MS);
/** Shorter than the idle timeout of the load balancer, so that CloudFront closes idle connections first. */
const KEEP_ALIVE = Duration.millis(EDGE_IDLE_MS / 2);

export interface Domain {
  readonly name: string;
  readonly zone: IHostedZone;
}

export interface DistributionParts {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly vpc: IVpc;
  readonly domain: Domain | undefined;
  readonly pages: Pages;
}

/**
 * CloudFront serves the web app's pages and forwards all other requests to the load balancer. It accepts only
 * HTTPS, caches no responses of services, and forwards every header of a request.
 */
export class Distribution extends Construct {
  readonly host: string;

  constructor(scope: Construct, deployment: Deployment, parts: DistributionParts) {
    super(scope, 'Distribution');
    const { domain, pages } = parts;
    const distribution = new CloudFrontDistribution(this, 'Distribution', {
      comment: `The edge of ${deployment.stage.name} in ${deployment.region}`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      // The firewall limits the requests per address. IPv6 is off, because one caller can use countless IPv6 addresses.
      enableIpv6: false,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: read(this, deployment.parameters.edgeFirewall.webAcl),
      defaultRootObject: HOME_PAGE,
      additionalBehaviors: pages.behaviors,
      defaultBehavior: this.forwardToLoadBalancer(deployment, this.createOrigin(deployment, parts)),
      errorResponses: CACHED_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(
          this,
          'Certificate',
          read(this, deployment.parameters.given.edgeCertificate),
        ),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    });
    acknowledge(distribution, 'Customers travel, and may use their card from everywhere', 'CFR1');
    acknowledge(distribution, 'The firewall logs every request with the address of its caller', 'CFR3');
    if (!domain) acknowledge(distribution, "CloudFront's own certificate has no TLS policy (ADR 83)", 'CFR4');
    if (domain) this.createRecord(domain, distribution);
    this.host = domain?.name ?? distribution.distributionDomainName;
  }

  private createOrigin(deployment: Deployment, { loadBalancer, vpc, domain }: DistributionParts): IOrigin {
    const { names, region } = deployment;
    const vpcOrigin = new VpcOrigin(this, 'Origin', {
      endpoint: VpcOriginEndpoint.applicationLoadBalancer(loadBalancer),
      vpcOriginName: names.global(region, 'load-balancer'),
      protocolPolicy: domain ? OriginProtocolPolicy.HTTPS_ONLY : OriginProtocolPolicy.HTTP_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    });
    // CloudFront requires an internet gateway in the VPC, although no request uses the gateway.
    vpcOrigin.node.addDependency(vpc.internetConnectivityEstablished);
    return VpcOriginOfDistribution.withVpcOrigin(vpcOrigin, {
      readTimeout: READ_TIMEOUT,
      keepaliveTimeout: KEEP_ALIVE,
    });
  }

  private forwardToLoadBalancer({ names, region }: Deployment, origin: IOrigin): BehaviorOptions {
    return {
      origin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // A redirect would hide that a client sends its token over HTTP.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
      compress: false,
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'Headers', {
        responseHeadersPolicyName: names.global(region, 'api'),
        securityHeadersBehavior: { strictTransportSecurity: STRICT_TRANSPORT },
      }),
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new CloudFrontFunction(this, 'SetClientAddress', {
            functionName: names.global(region, 'set-client-address'),
            runtime: FunctionRuntime.JS_2_0,
            code: FunctionCode.fromInline(SET_CLIENT_ADDRESS),
          }),
        },
      ],
    };
  }

  /**
   * Each region has a DNS record, so a second region can add its record before the first record is deleted.
   */
  private createRecord({ zone }: Domain, distribution: CloudFrontDistribution): void {
    const { region } = Stack.of(this);
    new ARecord(this, 'Record', {
      zone,
      target: RecordTarget.fromAlias(new CloudFrontTarget(distribution)),
      region,
      setIdentifier: region,
    });
  }
}
