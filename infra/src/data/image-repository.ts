import { Duration } from 'aws-cdk-lib';
import { Repository, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { removalPolicyOf } from '../resource-defaults.ts';

/** A rollback needs far fewer images than this number. */
const KEPT_IMAGES = 200;

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
      // Attestations and signatures have no tags, so this rule does not count them. ECR deletes attestations and
      // signatures together with their image.
      { rulePriority: 2, tagStatus: TagStatus.TAGGED, tagPatternList: ['*'], maxImageCount: KEPT_IMAGES },
    ],
  });
  if (promotesTo !== undefined) repository.grantPull(new AccountPrincipal(promotesTo));
  return repository;
}
