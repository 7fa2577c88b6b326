import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Manifest, healthPort } from '#libs/manifest';
import type { Deployment } from '../deployment.ts';
import { DATABASE_PORT, NAMESPACE, databaseName } from '../naming.ts';
import { read } from '../parameters.ts';

/**
 * How long a service continues to serve requests after SIGTERM (ms). Callers cache the address of a task for 5 seconds,
 * and Cloud Map needs some time to deregister the task.
 */
const DRAIN_MS = 7_000;

/** Per task. */
export const DATABASE_POOL_SIZE = 10;

/** `user` is the service's database role. */
export function environmentVariables(
  scope: Construct,
  { stage, parameters, tracesEndpoint }: Deployment,
  manifest: Manifest,
  databaseUser: string,
): Record<string, string> {
  const { region } = Stack.of(scope);
  const own = parameters.of(manifest);
  return {
    NODE_ENV: 'production',
    AWS_REGION: region,
    ENVIRONMENT: stage.environment,
    HOST: '0.0.0.0',
    PORT: String(manifest.port),
    HEALTH_PORT: String(healthPort(manifest)),
    // Two proxies: CloudFront and the load balancer.
    TRUSTED_PROXIES: '2',
    DRAIN_MS: String(DRAIN_MS),
    METRICS: 'emf',
    AUTH_ISSUER: read(scope, parameters.identity.issuer),
    AUTH_AUDIENCE: read(scope, parameters.identity.audience),
    AUTH_JWKS_URL: read(scope, parameters.identity.jwksUrl),
    AUTH_PROFILE: read(scope, parameters.identity.profile),
    AUTH_SUPPORT_GROUP: read(scope, parameters.identity.supportGroup),
    ...(manifest.database && {
      DATABASE_HOST: read(scope, own.database.host),
      DATABASE_PORT: String(DATABASE_PORT),
      DATABASE_NAME: databaseName(manifest),
      DATABASE_USER: databaseUser,
      DATABASE_AUTH: 'iam',
      DATABASE_TLS: 'rds',
      DATABASE_POOL_SIZE: String(DATABASE_POOL_SIZE),
    }),
    ...(manifest.bucket && {
      STORAGE_BUCKET: read(scope, own.bucket),
      STORAGE_REGION: region,
    }),
    ...(manifest.calls.length > 0 && { CLOUD_MAP_NAMESPACE: NAMESPACE }),
    ...(tracesEndpoint !== undefined && { OTEL_EXPORTER_OTLP_ENDPOINT: tracesEndpoint }),
  };
}
