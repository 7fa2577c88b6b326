import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { publish } from '../parameters.ts';
import { removalPolicyOf } from '../resource-defaults.ts';

const LENGTH = 64;

/** All services of the stage derive their certificates from this secret (ADR 82). */
export function createTlsSecret(scope: Construct, { parameters, stage }: Deployment): void {
  const secret = new Secret(scope, 'TlsSecret', {
    description: 'Services derive the certificates of their connections from it',
    generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
    removalPolicy: removalPolicyOf(stage),
  });
  acknowledge(
    secret,
    'A rotation needs three rollouts of all services (docs/runbooks/rotate-a-secret.md)',
    'SMG4',
  );
  publish(scope, parameters.tlsSecret, secret.secretArn);
}
