import { z } from 'zod';
import { wholeNumber } from './whole-number.ts';

const besideUrl = z.undefined('must not be set together with DATABASE_URL');
const role = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a PostgreSQL name in lower case');

const common = {
  DATABASE_POOL_SIZE: wholeNumber(1, 100)
    .default(10)
    .describe('The maximum number of connections of one process.'),
  DATABASE_SERVING_ROLE: role
    .optional()
    .describe('The role of the serving process, which the command `roles` creates.'),
  DATABASE_MIGRATING_ROLE: role
    .optional()
    .describe('The role that owns the schema, which the command `roles` creates.'),
};

const urlForm = z.object({
  form: z.literal('url'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('The URL of the database, with host, port, role and password.'),
  DATABASE_HOST: besideUrl,
  DATABASE_PORT: besideUrl,
  DATABASE_NAME: besideUrl,
  DATABASE_USER: besideUrl,
  DATABASE_AUTH: besideUrl,
  DATABASE_TLS: besideUrl,
  ...common,
});

const iamForm = z.object({
  form: z.literal('iam'),
  DATABASE_URL: z.undefined(),
  DATABASE_HOST: z.string().min(1).describe('The host of PostgreSQL.'),
  DATABASE_PORT: wholeNumber(1, 65_535).default(5432).describe('The port of PostgreSQL.'),
  DATABASE_NAME: z.string().min(1).describe('The name of the database.'),
  DATABASE_USER: z.string().min(1).describe('The role that the process signs in with.'),
  DATABASE_AUTH: z
    .literal('iam', 'must be iam')
    .describe('How the process signs in: with an IAM token of RDS.'),
  DATABASE_TLS: z
    .literal('rds', 'must be rds')
    .default('rds')
    .describe("Encrypts the connection, and verifies the server with Amazon's certificates."),
  ...common,
});

type Environment = Readonly<Record<string, string | undefined>>;
type Form = z.output<typeof urlForm> | z.output<typeof iamForm>;

export const databaseVariables = Object.keys(urlForm.shape).filter((name) => name !== 'form');

/** The variables for a sign-in with DATABASE_URL, and the variables for a sign-in through IAM. */
export const databaseShapes = [urlForm, iamForm].map(({ shape: { form: _form, ...shape } }) => shape);

/** Accepts either DATABASE_URL, or separate variables for a sign-in through IAM. */
export const databaseSchema = z
  .record(z.string(), z.string().optional())
  .transform((env) => ({ ...env, form: formOf(env) }))
  .pipe(z.discriminatedUnion('form', [urlForm, iamForm]))
  .transform((env) => ({ poolSize: env.DATABASE_POOL_SIZE, ...rolesOf(env), ...connectionOf(env) }));

export type DatabaseConfig = z.output<typeof databaseSchema>;

/**
 * Returns `iam` if DATABASE_URL is missing and at least one variable for IAM is set. Error messages then describe
 * these variables.
 */
function formOf(env: Environment): Form['form'] {
  if (env.DATABASE_URL !== undefined) return 'url';
  return Object.entries(urlForm.shape).some(([name, rule]) => rule === besideUrl && env[name] !== undefined)
    ? 'iam'
    : 'url';
}

function connectionOf(env: Form) {
  if (env.form === 'url') return { kind: 'url' as const, url: env.DATABASE_URL };
  return {
    kind: 'iam' as const,
    host: env.DATABASE_HOST,
    port: env.DATABASE_PORT,
    name: env.DATABASE_NAME,
    user: env.DATABASE_USER,
  };
}

function rolesOf({ DATABASE_SERVING_ROLE: serving, DATABASE_MIGRATING_ROLE: migrating }: Form) {
  return serving !== undefined && migrating !== undefined ? { roles: { serving, migrating } } : {};
}
