import { Duration, Fn } from 'aws-cdk-lib';
import {
  type BehaviorOptions,
  CachePolicy,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { pagePolicy } from '#libs/manifest';
import type { Deployment } from '../deployment.ts';
import { publish, read } from '../parameters.ts';
import { createLoggedBucket } from '../resource-defaults.ts';
import { cognitoHost, signInHost } from './user-pool.ts';

export const HOME_PAGE = 'index.html';
/** Services own all other paths. */
export const PAGE_PATHS = ['/', `/${HOME_PAGE}`, '/assets/*', '/icon.svg', '/settings.json'];

export const STRICT_TRANSPORT = { accessControlMaxAge: Duration.days(365), override: true };

/** Stores the web app's files and serves them through CloudFront. The portal is not included. */
export class Pages extends Construct {
  readonly behaviors: Readonly<Record<string, BehaviorOptions>>;

  constructor(scope: Construct, deployment: Deployment, accessLogs: IBucket) {
    super(scope, 'Pages');
    const { names, parameters, region } = deployment;
    const bucket = createLoggedBucket(this, 'Bucket', { name: 'web', accessLogs: accessLogs.bucketName });
    publish(this, parameters.web.bucket, bucket.bucketName);
    const behavior: BehaviorOptions = {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessControl: new S3OriginAccessControl(this, 'Access', {
          originAccessControlName: names.global(region, 'pages'),
        }),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.createHeaders(deployment),
    };
    this.behaviors = Object.fromEntries(PAGE_PATHS.map((path) => [path, behavior]));
  }

  /** The local edge sends the same headers. */
  private createHeaders(deployment: Deployment): ResponseHeadersPolicy {
    const { names, region } = deployment;
    const contentSecurityPolicy = pagePolicy({
      connectsTo: this.originsOfIssuer(deployment),
      // Pages show images from the services' buckets. AWS generates the names of these buckets after this
      // stack is deployed.
      showsImagesFrom: [`https://*.s3.${region}.amazonaws.com`],
    });
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: names.global(region, 'pages'),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: STRICT_TRANSPORT,
      },
    });
  }

  private originsOfIssuer(deployment: Deployment): string[] {
    const { parameters, region, stage } = deployment;
    if (stage.ownUserPool)
      return [cognitoHost(region), signInHost(deployment)].map((host) => `https://${host}`);
    return [`https://${Fn.select(2, Fn.split('/', read(this, parameters.identity.issuer)))}`];
  }
}
