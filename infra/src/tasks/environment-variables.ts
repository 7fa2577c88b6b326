import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Manifest, healthPort } from '#libs/manifest';
import type { Deployment } from '../deployment.ts';
import { DATABASE, DATABASE_PORT, NAMESPACE } from '../naming.ts';
import { read } from '../parameters.ts';

/**
 * How long a service goes on answering after it was told to stop (ms): callers believe an answer of Cloud Map
 * for 5 seconds, and it takes a while until Cloud Map has heard.
 */
const DRAIN_MS = 7_000;

/** How many connections a task opens to its database at most. */
export const DATABASE_POOL_SIZE = 10;

/** What a service reads from its environment; the user is who it is in its database. */
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
    TRUSTED_PROXIES: '1',
    DRAIN_MS: String(DRAIN_MS),
    METRICS: 'emf',
    AUTH_ISSUER: read(scope, parameters.identity.issuer),
    AUTH_AUDIENCE: read(scope, parameters.identity.audience),
    AUTH_JWKS_URL: read(scope, parameters.identity.jwksUrl),
    ...(manifest.database && {
      DATABASE_HOST: read(scope, own.database.host),
      DATABASE_PORT: String(DATABASE_PORT),
      DATABASE_NAME: DATABASE,
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
