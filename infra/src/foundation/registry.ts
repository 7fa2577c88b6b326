import { Duration } from 'aws-cdk-lib';
import { Repository, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { pascalCase } from '../naming.ts';
import type { Deployment } from '../deployment.ts';
import { removalPolicyOf } from '../resource-defaults.ts';

/** Number of images to keep, far more than a rollback needs. */
const KEPT_IMAGES = 200;

/** One image repository per service. */
export class Registry extends Construct {
  readonly repositories: readonly Repository[];

  constructor(scope: Construct, { services, names, stage }: Deployment) {
    super(scope, 'Registry');
    this.repositories = services.map(
      ({ manifest }) =>
        new Repository(this, pascalCase(manifest.name), {
          repositoryName: names.repository(manifest),
          imageTagMutability: TagMutability.IMMUTABLE,
          imageScanOnPush: true,
          removalPolicy: removalPolicyOf(stage),
          emptyOnDelete: !stage.retainsOnDelete,
          lifecycleRules: [
            { rulePriority: 1, tagStatus: TagStatus.UNTAGGED, maxImageAge: Duration.days(7) },
            { rulePriority: 2, tagStatus: TagStatus.ANY, maxImageCount: KEPT_IMAGES },
          ],
        }),
    );
  }
}
