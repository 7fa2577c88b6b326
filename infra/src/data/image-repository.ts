import { Duration } from 'aws-cdk-lib';
import { Repository, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { removalPolicyOf } from '../resource-defaults.ts';

/** Number of images to keep, far more than a rollback needs. */
const KEPT_IMAGES = 200;

/** Creates the registry of a service's images. */
export function createImageRepository(
  scope: Construct,
  { names, stage, promotesTo }: Deployment,
  { manifest }: Service,
): Repository {
  const repository = new Repository(scope, 'Images', {
    repositoryName: names.repository(manifest),
    imageTagMutability: TagMutability.IMMUTABLE,
    imageScanOnPush: true,
    removalPolicy: removalPolicyOf(stage),
    emptyOnDelete: !stage.retainsOnDelete,
    lifecycleRules: [
      { rulePriority: 1, tagStatus: TagStatus.UNTAGGED, maxImageAge: Duration.days(7) },
      // This rule counts tags only: attestations and signatures have no tag, and are deleted with their image.
      { rulePriority: 2, tagStatus: TagStatus.TAGGED, tagPatternList: ['*'], maxImageCount: KEPT_IMAGES },
    ],
  });
  if (promotesTo !== undefined) repository.grantPull(new AccountPrincipal(promotesTo));
  return repository;
}
