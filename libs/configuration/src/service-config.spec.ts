import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseManifest } from '#libs/manifest';
import { ServiceConfig } from './service-config.ts';

const plain = { name: 'hub', purpose: 'Does one thing.', owner: '@qred/test', port: 3000 };
const everything = { ...plain, database: true, bucket: 'read' as const, calls: ['other'] };
const auth = {
  AUTH_ISSUER: 'https://issuer.example',
  AUTH_AUDIENCE: 'qred-api',
  AUTH_JWKS_URL: 'https://issuer.example/.well-known/jwks.json',
};
const complete = {
  ...auth,
  DATABASE_URL: 'postgres://hub@localhost/hub',
  STORAGE_BUCKET: 'qred-hub',
  STORAGE_REGION: 'eu-north-1',
  SERVICE_ADDRESSES: 'other=http://127.0.0.1:3001',
};

function configOf(manifest: object, environment: NodeJS.ProcessEnv): ServiceConfig {
  return new ServiceConfig(parseManifest(manifest), environment);
}

function faultsOf(manifest: object, environment: NodeJS.ProcessEnv): string[] {
  try {
    configOf(manifest, environment);
  } catch (error) {
    const [head, ...faults] = String(error).split('\n  ');
    expect(head).toBe('Error: hub cannot start because its environment is not valid:');
    return faults;
  }
  return [];
}

it('ServiceConfig requires few variables if the manifest declares nothing', () => {
  expect(configOf(plain, auth)).toMatchObject({
    version: 'dev',
    environment: 'production',
    logLevel: 'info',
    metrics: 'prometheus',
    http: {
      host: '127.0.0.1',
      port: 3000,
      healthPort: 4000,
      trustedProxies: 0,
      drainMs: 0,
      requestsAtWork: 64,
    },
    auth: {
      issuer: 'https://issuer.example',
      audience: 'qred-api',
      jwksUrl: auth.AUTH_JWKS_URL,
      profile: 'rfc9068',
    },
    rateLimitPerMinute: undefined,
    validatesResponses: false,
  });
});

it('ServiceConfig reads the variables that the manifest requires', () => {
  const environment = { ...complete, ENVIRONMENT: 'test', PORT: '0', HEALTH_PORT: '0', DRAIN_MS: '500' };
  expect(configOf(everything, environment)).toMatchObject({
    environment: 'test',
    http: { port: 0, healthPort: 0, drainMs: 500 },
    validatesResponses: true,
    database: { kind: 'url', url: complete.DATABASE_URL, poolSize: 10 },
    storage: {
      bucket: 'qred-hub',
      region: 'eu-north-1',
      endpoint: undefined,
      publicEndpoint: undefined,
      takesFiles: false,
    },
    rpc: { deadlineMs: 800, discovery: { kind: 'static', addresses: { other: ['http://127.0.0.1:3001'] } } },
  });
});

it('ServiceConfig lists all missing variables at once', () => {
  expect(faultsOf(everything, {})).toEqual([
    'AUTH_ISSUER is missing',
    'AUTH_AUDIENCE is missing',
    'AUTH_JWKS_URL is missing',
    'DATABASE_URL is missing',
    'STORAGE_BUCKET is missing',
    'STORAGE_REGION is missing',
    'exactly one of SERVICE_ADDRESSES and CLOUD_MAP_NAMESPACE must be set',
  ]);
});

it('ServiceConfig lists all invalid variables at once, and shows no values', () => {
  const faults = faultsOf(everything, {
    ...complete,
    ENVIRONMENT: 'prod',
    PORT: '65536',
    AUTH_JWKS_URL: 'ftp://issuer.example',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
    DATABASE_URL: 'mysql://hub:s3cret@localhost/hub',
    DATABASE_POOL_SIZE: '0',
    STORAGE_BUCKET: 'x',
    SERVICE_ADDRESSES: 'other',
  });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'ENVIRONMENT',
    'PORT',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'AUTH_JWKS_URL',
    'DATABASE_URL',
    'DATABASE_POOL_SIZE',
    'STORAGE_BUCKET',
    'SERVICE_ADDRESSES',
  ]);
  expect(faults.join()).not.toContain('s3cret');
});

it.each(['', ' ', '-1', '1.5', '1e3', '0x50', 'abc', '80 ', '99999999999'])(
  'ServiceConfig rejects the port %j',
  (port) => {
    expect(faultsOf(plain, { ...auth, PORT: port })).toEqual([
      'PORT: must be a whole number from 0 to 65535',
    ]);
  },
);

describe('the issuer', () => {
  const HTTPS_NEEDED =
    'AUTH_JWKS_URL: must be an https address in production; only a loopback address may be http';

  it.each(['http://issuer.example/keys', 'http://10.0.0.1/keys', 'http://127.0.0.1.issuer.example/keys'])(
    'must not publish its keys at %s in production',
    (AUTH_JWKS_URL) => {
      expect(faultsOf(plain, { ...auth, AUTH_JWKS_URL })).toEqual([HTTPS_NEEDED]);
      expect(faultsOf(plain, { ...auth, AUTH_JWKS_URL, ENVIRONMENT: 'development' })).toEqual([]);
    },
  );

  it.each([
    'https://issuer.example/keys',
    'http://127.0.0.1:8090/keys',
    'http://localhost/keys',
    'http://[::1]/',
  ])('may publish its keys at %s in production', (AUTH_JWKS_URL) => {
    expect(configOf(plain, { ...auth, AUTH_JWKS_URL }).auth.jwksUrl).toBe(AUTH_JWKS_URL);
  });

  it('must have a token profile that libs/auth supports', () => {
    expect(configOf(plain, { ...auth, AUTH_PROFILE: 'cognito' }).auth.profile).toBe('cognito');
    expect(configOf(plain, auth).auth.supportGroup).toBeUndefined();
    expect(configOf(plain, { ...auth, AUTH_SUPPORT_GROUP: 'support' }).auth.supportGroup).toBe('support');
    expect(faultsOf(plain, { ...auth, AUTH_PROFILE: 'oidc' })).toEqual([
      'AUTH_PROFILE: Invalid option: expected one of "rfc9068"|"cognito"',
    ]);
  });
});

describe('the configuration of the database', () => {
  const { DATABASE_URL: _, ...rest } = complete;
  const where = { host: 'db.example', port: 5432, name: 'qred', user: 'hub_service' };
  const iam = {
    ...rest,
    DATABASE_HOST: 'db.example',
    DATABASE_NAME: 'qred',
    DATABASE_USER: 'hub_service',
    DATABASE_AUTH: 'iam',
  };

  it('can use IAM to sign in, always with TLS', () => {
    expect(configOf(everything, { ...iam, DATABASE_PORT: '6543' }).database).toEqual({
      ...{ kind: 'iam', ...where, port: 6543, poolSize: 10 },
    });
    expect(faultsOf(everything, { ...iam, DATABASE_AUTH: 'trust', DATABASE_TLS: 'none' })).toEqual([
      'DATABASE_AUTH: must be iam',
      'DATABASE_TLS: must be rds',
    ]);
  });

  it('lists the errors of all its variables at once', () => {
    expect(faultsOf(everything, { ...rest, DATABASE_USER: 'hub', DATABASE_PORT: '0' })).toEqual([
      'DATABASE_HOST is missing',
      'DATABASE_PORT: must be a whole number from 1 to 65535',
      'DATABASE_NAME is missing',
      'DATABASE_AUTH is missing',
    ]);
  });

  it('may be one URL or separate variables, but not both', () => {
    expect(faultsOf(everything, { ...complete, DATABASE_HOST: 'db.example', DATABASE_AUTH: 'iam' })).toEqual([
      'DATABASE_HOST: must not be set together with DATABASE_URL',
      'DATABASE_AUTH: must not be set together with DATABASE_URL',
    ]);
  });

  it('must name both roles or neither', () => {
    const both = { DATABASE_SERVING_ROLE: 'hub_service', DATABASE_MIGRATING_ROLE: 'hub_migration' };
    expect(configOf(everything, { ...iam, ...both }).database.roles).toEqual({
      serving: 'hub_service',
      migrating: 'hub_migration',
    });
    expect(configOf(everything, iam).database.roles).toBeUndefined();
    expect(faultsOf(everything, { ...iam, ...both, DATABASE_SERVING_ROLE: 'Robert"; --' })).toEqual([
      'DATABASE_SERVING_ROLE: must be a PostgreSQL name in lower case',
    ]);
  });
});

describe('the addresses of callees', () => {
  it('can include several addresses of one service', () => {
    const SERVICE_ADDRESSES = 'other=http://10.0.0.1:3001,third=http://c:3003,other=http://10.0.0.2:3001';
    expect(configOf(everything, { ...complete, SERVICE_ADDRESSES }).rpc.discovery).toEqual({
      kind: 'static',
      addresses: { other: ['http://10.0.0.1:3001', 'http://10.0.0.2:3001'], third: ['http://c:3003'] },
    });
  });

  it('can come from SERVICE_ADDRESSES or from Cloud Map, but not from both', () => {
    const { SERVICE_ADDRESSES, ...rest } = complete;
    const cloudMap = { ...rest, CLOUD_MAP_NAMESPACE: 'qred.local' };
    expect(configOf(everything, cloudMap).rpc.discovery).toEqual({
      kind: 'cloud-map',
      namespace: 'qred.local',
    });
    expect(faultsOf(everything, { ...cloudMap, SERVICE_ADDRESSES })).toEqual([
      'exactly one of SERVICE_ADDRESSES and CLOUD_MAP_NAMESPACE must be set',
    ]);
  });
});

it.each([
  ['database', 'hub uses a database, but its service.json lacks "database": true'],
  ['storage', 'hub uses object storage, but its service.json lacks "bucket": "read" or "read-write"'],
  ['rpc', 'hub uses other services, but its service.json lacks their names under "calls"'],
] as const)('ServiceConfig throws an error if code reads the undeclared section %s', (section, message) => {
  const config = configOf(plain, complete);
  expect(() => config[section]).toThrow(message);
});

it('ServiceConfig has a separate public address for object storage', () => {
  const environment = {
    ...complete,
    STORAGE_ENDPOINT: 'http://storage:9010',
    STORAGE_PUBLIC_ENDPOINT: 'http://127.0.0.1:9010',
  };
  expect(configOf(everything, environment).storage).toMatchObject({
    endpoint: 'http://storage:9010',
    publicEndpoint: 'http://127.0.0.1:9010',
  });
});

describe('a variable in a file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'qred-config-'));
  const file = (name: string, content: string): string => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };
  const { DATABASE_URL, ...rest } = complete;

  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(['', '\n', '\r\n'])('is read without the line break at the end of the file (%j)', (end) => {
    const DATABASE_URL_FILE = file('url', `${DATABASE_URL}${end}`);
    expect(configOf(everything, { ...rest, DATABASE_URL_FILE }).database).toMatchObject({
      url: DATABASE_URL,
    });
  });

  it('follows the same rules as a variable in the environment', () => {
    const { PORT_FILE, LOG_LEVEL_FILE } = {
      PORT_FILE: file('port', ' 80'),
      LOG_LEVEL_FILE: file('level', 'debug\n'),
    };
    expect(configOf(plain, { ...auth, LOG_LEVEL_FILE }).logLevel).toBe('debug');
    expect(faultsOf(plain, { ...auth, PORT_FILE })).toEqual(['PORT: must be a whole number from 0 to 65535']);
  });

  it('causes one error with the file name if the file is unreadable', () => {
    const DATABASE_URL_FILE = join(directory, 'none');
    expect(faultsOf(everything, { ...rest, DATABASE_URL_FILE })).toEqual([
      `DATABASE_URL_FILE cannot be read: Error: ENOENT: no such file or directory, open '${DATABASE_URL_FILE}'`,
    ]);
  });

  it('must not also be set in the environment', () => {
    const DATABASE_URL_FILE = file('url', DATABASE_URL);
    expect(faultsOf(everything, { ...complete, DATABASE_URL_FILE })).toEqual([
      'DATABASE_URL and DATABASE_URL_FILE are both set',
    ]);
  });

  it('is not read if the manifest does not require the variable', () => {
    expect(faultsOf(plain, { ...auth, DATABASE_URL_FILE: join(directory, 'none') })).toEqual([]);
  });
});
