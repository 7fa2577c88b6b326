import { z } from 'zod';
import { whole } from './whole.ts';

const besideUrl = z.undefined('must not be set beside DATABASE_URL');
const role = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a lower case name of PostgreSQL');

const common = {
  DATABASE_POOL_SIZE: whole(1, 100).default(10),
  DATABASE_SERVING_ROLE: role.optional(),
  DATABASE_MIGRATING_ROLE: role.optional(),
};

const address = {
  DATABASE_URL: z.undefined(),
  DATABASE_HOST: z.string().min(1),
  DATABASE_PORT: whole(1, 65_535).default(5432),
  DATABASE_NAME: z.string().min(1),
  DATABASE_USER: z.string().min(1),
};

const urlForm = z.object({
  form: z.literal('url'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_HOST: besideUrl,
  DATABASE_PORT: besideUrl,
  DATABASE_NAME: besideUrl,
  DATABASE_USER: besideUrl,
  DATABASE_AUTH: besideUrl,
  DATABASE_PASSWORD: besideUrl,
  DATABASE_TLS: besideUrl,
  ...common,
});

const iamForm = z.object({
  ...common,
  ...address,
  form: z.literal('iam'),
  DATABASE_AUTH: z.literal('iam', 'must be iam or password'),
  DATABASE_PASSWORD: z.undefined('must not be set where DATABASE_AUTH is iam'),
  DATABASE_TLS: z.literal('rds', 'must be rds where DATABASE_AUTH is iam').default('rds'),
});

const passwordForm = z.object({
  ...common,
  ...address,
  form: z.literal('password'),
  DATABASE_AUTH: z.literal('password'),
  DATABASE_PASSWORD: z.string().min(1),
  DATABASE_TLS: z.enum(['rds', 'none']).default('rds'),
});

type Environment = Readonly<Record<string, string | undefined>>;
type Form = z.output<typeof urlForm> | z.output<typeof iamForm> | z.output<typeof passwordForm>;

/** The variables that say where a database is, and as whom to sign in. */
export const databaseVariables = Object.keys(urlForm.shape).filter((name) => name !== 'form');

/** Either DATABASE_URL, or the parts with the way to sign in. */
export const databaseSchema = z
  .record(z.string(), z.string().optional())
  .transform((env) => ({ ...env, form: formOf(env) }))
  .pipe(z.discriminatedUnion('form', [urlForm, iamForm, passwordForm]))
  .transform((env) => ({ poolSize: env.DATABASE_POOL_SIZE, ...rolesOf(env), ...connectionOf(env) }));

export type DatabaseConfig = z.output<typeof databaseSchema>;

/** The form that faults are told of: that of the parts only where one of them is set. */
function formOf(env: Environment): Form['form'] {
  const parts = Object.keys(address).filter((name) => name !== 'DATABASE_URL');
  if (env.DATABASE_URL !== undefined) return 'url';
  if (env.DATABASE_AUTH === 'password') return 'password';
  return [...parts, 'DATABASE_AUTH'].some((name) => env[name] !== undefined) ? 'iam' : 'url';
}

function connectionOf(env: Form) {
  if (env.form === 'url') return { kind: 'url' as const, url: env.DATABASE_URL };
  const where = {
    host: env.DATABASE_HOST,
    port: env.DATABASE_PORT,
    name: env.DATABASE_NAME,
    user: env.DATABASE_USER,
  };
  if (env.form === 'iam') return { kind: 'iam' as const, ...where, tls: env.DATABASE_TLS };
  return { kind: 'password' as const, ...where, password: env.DATABASE_PASSWORD, tls: env.DATABASE_TLS };
}

/** Whom the command `roles` makes; nobody else needs to know them. */
function rolesOf({ DATABASE_SERVING_ROLE: serving, DATABASE_MIGRATING_ROLE: migrating }: Form) {
  return serving !== undefined && migrating !== undefined ? { roles: { serving, migrating } } : {};
}
