import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Manifest, healthPort } from '#libs/manifest';
import { tracingVariables } from '#libs/tracing';
import { type AuthConfig, authConfig, authSchema, authVariables } from './auth-config.ts';
import { type DatabaseConfig, databaseSchema, databaseVariables } from './database-config.ts';
import { timePolicy } from './time-policy.ts';
import { whole } from './whole.ts';

const port = whole(0, 65_535);
const milliseconds = whole(0, 600_000);
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

const processSchema = z.object({
  ENVIRONMENT: z.enum(['development', 'test', 'production']).default('production'),
  SERVICE_VERSION: z.string().default('dev'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.optional(),
  HEALTH_PORT: port.optional(),
  TRUSTED_PROXIES: whole(0, 5).default(0),
  DRAIN_MS: milliseconds.default(0),
  BOOT_DEADLINE_MS: milliseconds.default(timePolicy.bootMs),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS: z.enum(['prometheus', 'emf']).default('prometheus'),
  RATE_LIMIT_PER_MINUTE: whole(1, 999_999_999).optional(),
  ...tracingVariables,
});

const storageSchema = z
  .object({
    STORAGE_BUCKET: z.string().min(3),
    STORAGE_REGION: z.string().min(1),
    STORAGE_ENDPOINT: url.optional(),
    STORAGE_PUBLIC_ENDPOINT: url.optional(),
  })
  .transform((env) => ({
    bucket: env.STORAGE_BUCKET,
    region: env.STORAGE_REGION,
    /** Set where the object storage is not that of AWS. */
    endpoint: env.STORAGE_ENDPOINT,
    /** Set where those who fetch objects reach the object storage under another address than the service. */
    publicEndpoint: env.STORAGE_PUBLIC_ENDPOINT,
  }));

const rpcSchema = z
  .object({
    SERVICE_ADDRESSES: addresses.optional(),
    CLOUD_MAP_NAMESPACE: z.string().min(1).optional(),
    RPC_DEADLINE_MS: milliseconds.default(timePolicy.callMs),
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

export type StorageConfig = z.output<typeof storageSchema>;
export type RpcConfig = z.output<typeof rpcSchema>;

/**
 * The configuration of one process, from its manifest and environment; parsed once, at boot. Each variable can be
 * given as a file: with `DATABASE_URL_FILE=/run/secrets/database-url`, the value of `DATABASE_URL` is what that
 * file holds, less a line break at its end.
 */
export class ServiceConfig {
  readonly manifest: Manifest;
  readonly version: string;
  readonly environment: 'development' | 'test' | 'production';
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly healthPort: number;
    /** How many proxies in front may be believed about the caller's address. */
    readonly trustedProxies: number;
    /** How long callers may still be sent here after the process stopped being ready. */
    readonly drainMs: number;
  };
  /** How long the process waits at boot for what it cannot work without, in ms. */
  readonly bootDeadlineMs: number;
  readonly logLevel: string;
  /** Metrics can always be fetched; with `emf` they are also written to standard output, for CloudWatch. */
  readonly metrics: 'prometheus' | 'emf';
  readonly auth: AuthConfig;
  /** Raises every rate limit that is lower, for load tests; calls a minute. */
  readonly rateLimitPerMinute: number | undefined;
  private readonly sections: {
    readonly database: DatabaseConfig | undefined;
    readonly storage: StorageConfig | undefined;
    readonly rpc: RpcConfig | undefined;
  };

  /** Throws an Error that names every fault of the environment at once. */
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
        `${manifest.name} cannot start, its environment is not valid:\n  ${reader.faults.join('\n  ')}`,
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
    };
    this.bootDeadlineMs = env.BOOT_DEADLINE_MS;
    this.logLevel = env.LOG_LEVEL;
    this.metrics = env.METRICS;
    this.auth = authConfig(auth);
    this.rateLimitPerMinute = env.RATE_LIMIT_PER_MINUTE;
  }

  /** Answers are held against the contract everywhere but in production. */
  get validatesResponses(): boolean {
    return this.environment !== 'production';
  }

  /** The documentation is for developers, so production does not serve it. */
  get servesDocumentation(): boolean {
    return this.environment !== 'production';
  }

  get database(): DatabaseConfig {
    return this.sections.database ?? this.undeclared('a database', '"database": true');
  }

  get storage(): StorageConfig {
    return this.sections.storage ?? this.undeclared('object storage', '"bucket": "read" or "read-write"');
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

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /** Reads the variables of these names, and gives what the schema makes of them. */
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
      return { fault: `${name}_FILE can not be read: ${String(error)}` };
    }
  }
}
