import { AssetHashType, Aws, DockerImage, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { acknowledge, allow, allowWildcard } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { BOOTSTRAP_QUALIFIER } from '../naming.ts';
import { read } from '../parameters.ts';
import { createLogGroup, stackIn } from '../resource-defaults.ts';
import { WEB_APP, buildPages } from './build-pages.ts';

export class WebStack extends Stack {
  constructor(scope: Construct, deployment: Deployment) {
    const { names, parameters, region, stage } = deployment;
    super(scope, names.stacks.web, {
      ...stackIn(region),
      description: `The pages of the web app of ${stage.name}`,
    });
    const destinationBucket = Bucket.fromBucketName(this, 'Bucket', read(this, parameters.web.bucket));
    const pages = Source.asset(WEB_APP, {
      // The hash covers only the built files, so a change to a file that no page uses deploys nothing.
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        // The CDK requires an image but never uses it, because the local build either succeeds or throws.
        image: DockerImage.fromRegistry('unused'),
        local: { tryBundle: buildPages },
      },
    });
    const settings = Source.jsonData('settings.json', {
      issuer: read(this, parameters.identity.issuer),
      client: read(this, parameters.identity.webClient),
    });
    const logGroup = createLogGroup(this, 'LogGroup', stage, names.logGroup('web'));
    const role = this.createRole(destinationBucket, logGroup).withoutPolicyUpdates();
    const deploy = (id: string, sources: ISource[], files: object, cacheControl: CacheControl[]) =>
      new BucketDeployment(this, id, {
        destinationBucket,
        sources,
        role,
        logGroup,
        ...files,
        cacheControl,
        // A page that was opened before a deployment still loads the files of the old version.
        prune: false,
      });
    const assets = deploy('Assets', [pages], { exclude: ['*'], include: ['assets/*'] }, [
      CacheControl.fromString('public, max-age=31536000, immutable'),
    ]);
    const rest = deploy('Pages', [pages, settings], { exclude: ['assets/*'] }, [CacheControl.noCache()]);
    rest.node.addDependency(assets);
    acknowledge(this, "The function is the CDK's own, which chooses its runtime", 'L1');
  }

  /** By default, the CDK grants the function more permissions than it needs. */
  private createRole(bucket: IBucket, logGroup: ILogGroup): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    allow(role, { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });
    allowWildcard(role, 'The names of the files follow from their content', {
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [bucket.arnForObjects('*')],
    });
    const assets = `cdk-${BOOTSTRAP_QUALIFIER}-assets-${Aws.ACCOUNT_ID}-${this.region}`;
    allowWildcard(role, 'The name of an asset follows from its content', {
      actions: ['s3:GetObject'],
      resources: [`arn:${Aws.PARTITION}:s3:::${assets}/*`],
    });
    allowWildcard(role, 'Each run of a function writes to a log stream with a new name', {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    return role;
  }
}
