import { Duration } from 'aws-cdk-lib';
import { CfnSigningConfiguration, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { CfnSigningProfile } from 'aws-cdk-lib/aws-signer';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { removalPolicyOf } from '../resource-defaults.ts';

/** The registry signs each image. A stage that builds images also stores the layers of earlier builds. */
export class ImageSupply extends Construct {
  readonly signingProfile: string;

  constructor(scope: Construct, { stage, names, promotesFrom }: Deployment) {
    super(scope, 'ImageSupply');
    const profile = new CfnSigningProfile(this, 'Profile', { platformId: 'Notation-OCI-SHA384-ECDSA' });
    this.signingProfile = profile.attrArn;
    new CfnSigningConfiguration(this, 'Signing', {
      rules: [
        {
          signingProfileArn: profile.attrArn,
          repositoryFilters: [{ filter: names.repository({ name: '*' }), filterType: 'WILDCARD_MATCH' }],
        },
      ],
    });
    if (promotesFrom === undefined && !stage.retainsOnDelete)
      new Repository(this, 'BuildCache', {
        repositoryName: names.buildCache,
        // Each new build of a service replaces the service's cache.
        imageTagMutability: TagMutability.MUTABLE,
        removalPolicy: removalPolicyOf(stage),
        emptyOnDelete: true,
        lifecycleRules: [{ maxImageAge: Duration.days(30) }],
      });
  }
}
