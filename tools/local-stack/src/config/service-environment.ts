import type { Manifest } from '#libs/manifest';
import {
  STAND_IN_AUDIENCE,
  STAND_IN_CREDENTIALS,
  STAND_IN_REGION,
  STAND_IN_SUPPORT_GROUP,
} from '#libs/stand-ins';
import type { ServicePorts } from './ports.ts';

export interface Surroundings {
  readonly host: string;
  readonly ports: ServicePorts;
  readonly issuer: { readonly url: string; readonly jwksUrl: string };
  readonly storage: {
    readonly url: string;
    /** The URL for callers outside the network, if it differs from `url`. */
    readonly publicUrl?: string;
  };
  /** The URL of the service's database, or the path of a file that contains the URL. */
  readonly database: Readonly<Partial<Record<'DATABASE_URL' | 'DATABASE_URL_FILE', string>>>;
  readonly addressOf: (service: string) => string;
}

export function serviceEnvironment(manifest: Manifest, surroundings: Surroundings): Record<string, string> {
  const { host, ports, issuer, storage, database, addressOf } = surroundings;
  return {
    ENVIRONMENT: 'development',
    HOST: host,
    PORT: String(ports.business),
    HEALTH_PORT: String(ports.health),
    TRUSTED_PROXIES: '1',
    AUTH_ISSUER: issuer.url,
    AUTH_AUDIENCE: STAND_IN_AUDIENCE,
    AUTH_JWKS_URL: issuer.jwksUrl,
    AUTH_PROFILE: 'rfc9068',
    AUTH_SUPPORT_GROUP: STAND_IN_SUPPORT_GROUP,
    ...(manifest.database && database),
    ...(manifest.bucket && {
      STORAGE_BUCKET: bucketOf(manifest),
      STORAGE_REGION: STAND_IN_REGION,
      STORAGE_ENDPOINT: storage.url,
      ...(storage.publicUrl !== undefined && { STORAGE_PUBLIC_ENDPOINT: storage.publicUrl }),
      AWS_ACCESS_KEY_ID: STAND_IN_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: STAND_IN_CREDENTIALS.secretAccessKey,
    }),
    ...(manifest.calls.length > 0 && {
      SERVICE_ADDRESSES: manifest.calls.map((callee) => `${callee}=${addressOf(callee)}`).join(),
    }),
  };
}

export function bucketsOf(manifests: readonly Manifest[]): string[] {
  return manifests.filter(({ bucket }) => bucket !== undefined).map(bucketOf);
}

function bucketOf({ name }: Manifest): string {
  return `qred-${name}`;
}
