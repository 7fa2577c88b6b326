import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Manifest, healthPort } from '#libs/manifest';
import { type AuthConfig, authConfig, authSchema, authVariables } from './auth-config.ts';
import { type DatabaseConfig, databaseSchema, databaseShapes, databaseVariables } from './database-config.ts';
import { timePolicy } from './time-policy.ts';
import { tracingVariables } from './tracing-variables.ts';
import { wholeNumber } from './whole-number.ts';

const port = wholeNumber(0, 65_535);
const milliseconds = wholeNumber(0, 600_000);
const url = z.url({ protocol: /^https?$/ });

const addresses = z
  .string()
  .regex(/^[a-z0-9-]+=https?:\/\/[^,=\s]+(,[a-z0-9-]+=https?:\/\/[^,=\s]+)*$/, 'must be name=url,name=url,…')
  .transform((text) => {
    const byService: Record<string, string[]> = {};
    for (const entry of text.split(',')) {
      const [name = '', address = ''] = entry.split('=');
      (byService[name] ??= []).push(address);
    }
    return byService;
  });

/** Shorter secrets could be guessed. */
const MIN_SECRET = 32;

const processSchema = z.object({
  ENVIRONMENT: z
    .enum(['development', 'test', 'production'])
    .default('production')
    .describe(
      'The kind of environment. Outside production, the service validates its responses and serves `/docs`.',
    ),
  SERVICE_VERSION: z
    .string()
    .default('dev')
    .describe('The version that `/ping`, log lines and traces show: the commit of the image.'),
  HOST: z.string().default('127.0.0.1').describe('The address that the service listens on.'),
  PORT: port.optional().describe('The port of the API. The default is the port in `service.json`.'),
  HEALTH_PORT: port
    .optional()
    .describe('The port of `/live`, `/ready` and `/metrics`. The default is 1000 above the port of the API.'),
  TRUSTED_PROXIES: wholeNumber(0, 5)
    .default(0)
    .describe("How many proxies in front of the service may report the caller's address."),
  DRAIN_MS: milliseconds
    .default(0)
    .describe(
      'How long the service keeps serving after SIGTERM, in ms. Meanwhile, callers switch to other instances.',
    ),
  BOOT_DEADLINE_MS: milliseconds
    .default(timePolicy.bootMs)
    .describe('How long the service waits at startup for its database and the signing keys, in ms.'),
  TLS_SECRETS: z
    .string()
    .optional()
    .transform((text) => text?.split(',') ?? [])
    .pipe(z.array(z.string().min(MIN_SECRET, `must be secrets of at least ${MIN_SECRET} characters`)))
    .describe(
      'The secret that all services of a stage share. Services use it for TLS between each other. In a list such as `new,old`, the first secret signs, and all are trusted.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The lowest level that is logged.'),
  METRICS: z
    .enum(['prometheus', 'emf'])
    .default('prometheus')
    .describe('With `emf`, the service also writes its metrics to the log for CloudWatch.'),
  RATE_LIMIT_PER_MINUTE: wholeNumber(1, 999_999_999)
    .optional()
    .describe('Raises all lower rate limits to this many calls a minute, for load tests.'),
  REQUESTS_AT_WORK: wholeNumber(1, 10_000)
    .optional()
    .describe(
      'How many requests the service works on at the same time. The default is 16, or 64 if it calls no service.',
    ),
  ...tracingVariables,
});

const storageSchema = z
  .object({
    STORAGE_BUCKET: z.string().min(3).describe('The bucket of the service.'),
    STORAGE_REGION: z.string().min(1).describe('The AWS region of the bucket.'),
    STORAGE_ENDPOINT: url.optional().describe('The address of an object storage other than S3.'),
    STORAGE_PUBLIC_ENDPOINT: url
      .optional()
      .describe(
        'The address in presigned URLs. Set it if clients reach the object storage at a different address than the service.',
      ),
  })
  .transform((env) => ({
    bucket: env.STORAGE_BUCKET,
    region: env.STORAGE_REGION,
    endpoint: env.STORAGE_ENDPOINT,
    publicEndpoint: env.STORAGE_PUBLIC_ENDPOINT,
  }));

const rpcSchema = z
  .object({
    SERVICE_ADDRESSES: addresses
      .optional()
      .describe(
        'The addresses of the services that this service calls: `card=http://card:3003,invoice=http://invoice:3005`.',
      ),
    CLOUD_MAP_NAMESPACE: z
      .string()
      .min(1)
      .optional()
      .describe('The Cloud Map namespace in which the service finds the services that it calls.'),
    RPC_DEADLINE_MS: milliseconds
      .default(timePolicy.callMs)
      .describe('How long a call to another service may take, in ms.'),
  })
  .transform((env, context) => {
    const { SERVICE_ADDRESSES, CLOUD_MAP_NAMESPACE, RPC_DEADLINE_MS: deadlineMs } = env;
    if (SERVICE_ADDRESSES && !CLOUD_MAP_NAMESPACE) {
      return { deadlineMs, discovery: { kind: 'static' as const, addresses: SERVICE_ADDRESSES } };
    }
    if (CLOUD_MAP_NAMESPACE && !SERVICE_ADDRESSES) {
      return { deadlineMs, discovery: { kind: 'cloud-map' as const, namespace: CLOUD_MAP_NAMESPACE } };
    }
    context.addIssue('exactly one of SERVICE_ADDRESSES and CLOUD_MAP_NAMESPACE must be set');
    return z.NEVER;
  });

/** The variables of a service, grouped by the manifest field that requires them. */
export const serviceVariables = {
  always: [processSchema.shape, authSchema({ production: true }).shape],
  database: databaseShapes,
  bucket: [storageSchema.in.shape],
  calls: [rpcSchema.in.shape],
} as const;

export interface StorageConfig extends z.output<typeof storageSchema> {
  /** Whether the service may create objects in its bucket while it handles requests. */
  readonly takesFiles: boolean;
}
export type RpcConfig = z.output<typeof rpcSchema>;

/**
 * The maximum number of simultaneous requests. The number is lower for a service that calls other services, so that
 * its instances do not overload a callee (ADR 67).
 */
function requestsAtWork({ calls }: Manifest): number {
  return calls.length > 0 ? 16 : 64;
}

/**
 * The configuration of one process, parsed from its manifest and environment at boot. A variable can come from a
 * file: `DATABASE_URL_FILE=/run/secrets/database-url`. A line break at the end of the file is removed.
 */
export class ServiceConfig {
  readonly manifest: Manifest;
  readonly version: string;
  readonly environment: 'development' | 'test' | 'production';
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly healthPort: number;
    /** How many proxies are in front of the service and report the caller's address. */
    readonly trustedProxies: number;
    /** How long the process continues to handle requests when it is no longer ready. */
    readonly drainMs: number;
    readonly requestsAtWork: number;
  };
  readonly bootDeadlineMs: number;
  readonly logLevel: string;
  /**
   * Services derive their TLS certificates from these secrets. Certificates are issued with the first secret, and
   * accepted with any of them. Without a secret, services use HTTP.
   */
  readonly tlsSecrets: readonly string[];
  /** With `emf`, the service also writes metrics to standard output for CloudWatch. */
  readonly metrics: 'prometheus' | 'emf';
  readonly auth: AuthConfig;
  /** For load tests: rate limits below this number of calls a minute are raised to it. */
  readonly rateLimitPerMinute: number | undefined;
  private readonly sections: {
    readonly database: DatabaseConfig | undefined;
    readonly storage: z.output<typeof storageSchema> | undefined;
    readonly rpc: RpcConfig | undefined;
  };

  /** Throws an Error that lists all invalid variables at once. */
  constructor(manifest: Manifest, environment: NodeJS.ProcessEnv) {
    const reader = new EnvironmentReader(environment);
    const env = reader.read(Object.keys(processSchema.shape), processSchema);
    const production = (env?.ENVIRONMENT ?? 'production') === 'production';
    const auth = reader.read(authVariables, authSchema({ production }));
    this.sections = {
      database: manifest.database ? reader.read(databaseVariables, databaseSchema) : undefined,
      storage: manifest.bucket ? reader.read(Object.keys(storageSchema.in.shape), storageSchema) : undefined,
      rpc: manifest.calls.length > 0 ? reader.read(Object.keys(rpcSchema.in.shape), rpcSchema) : undefined,
    };
    if (!env || !auth || reader.faults.length > 0) {
      throw new Error(
        `${manifest.name} cannot start because its environment is not valid:\n  ${reader.faults.join('\n  ')}`,
      );
    }
    this.manifest = manifest;
    this.version = env.SERVICE_VERSION;
    this.environment = env.ENVIRONMENT;
    this.http = {
      host: env.HOST,
      port: env.PORT ?? manifest.port,
      healthPort: env.HEALTH_PORT ?? healthPort(manifest),
      trustedProxies: env.TRUSTED_PROXIES,
      drainMs: env.DRAIN_MS,
      requestsAtWork: env.REQUESTS_AT_WORK ?? requestsAtWork(manifest),
    };
    this.bootDeadlineMs = env.BOOT_DEADLINE_MS;
    this.logLevel = env.LOG_LEVEL;
    this.tlsSecrets = env.TLS_SECRETS;
    this.metrics = env.METRICS;
    this.auth = authConfig(auth);
    this.rateLimitPerMinute = env.RATE_LIMIT_PER_MINUTE;
  }

  get validatesResponses(): boolean {
    return this.environment !== 'production';
  }

  /** Production doesn't serve the documentation, because the documentation is for developers. */
  get servesDocumentation(): boolean {
    return this.environment !== 'production';
  }

  get database(): DatabaseConfig {
    return this.sections.database ?? this.undeclared('a database', '"database": true');
  }

  get storage(): StorageConfig {
    const { storage } = this.sections;
    if (!storage) return this.undeclared('object storage', '"bucket": "read" or "read-write"');
    return { ...storage, takesFiles: this.manifest.bucket === 'read-write' };
  }

  get rpc(): RpcConfig {
    return this.sections.rpc ?? this.undeclared('other services', 'their names under "calls"');
  }

  private undeclared(used: string, declaration: string): never {
    throw new Error(`${this.manifest.name} uses ${used}, but its service.json lacks ${declaration}`);
  }
}

class EnvironmentReader {
  readonly faults: string[] = [];
  private readonly environment: NodeJS.ProcessEnv;

  constructor(environment: NodeJS.ProcessEnv) {
    this.environment = environment;
  }

  /** Adds an error to `faults` for each invalid variable. Returns undefined if a variable is invalid. */
  read<T>(names: readonly string[], schema: z.ZodType<T>): T | undefined {
    const unreadable = new Set<string>();
    const values: Record<string, string | undefined> = {};
    for (const name of names) {
      const { value, fault } = this.valueOf(name);
      values[name] = value;
      if (fault === undefined) continue;
      unreadable.add(name);
      this.faults.push(fault);
    }
    const result = schema.safeParse(values);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      const name = path.join('.');
      if (unreadable.has(name)) continue;
      const missing = name !== '' && values[name] === undefined;
      this.faults.push(missing ? `${name} is missing` : [name, message].filter(Boolean).join(': '));
    }
    return undefined;
  }

  private valueOf(name: string): { readonly value?: string | undefined; readonly fault?: string } {
    const value = this.environment[name];
    const file = this.environment[`${name}_FILE`];
    if (file === undefined) return { value };
    if (value !== undefined) return { fault: `${name} and ${name}_FILE are both set` };
    try {
      return { value: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
    } catch (error) {
      return { fault: `${name}_FILE cannot be read: ${String(error)}` };
    }
  }
}
