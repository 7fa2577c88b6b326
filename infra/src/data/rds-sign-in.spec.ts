import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { createDataSource, createRoles, migrate } from '#libs/database';
import { databaseUsers, namesOf } from '../naming.ts';
import { IamAuthority } from '../testing/iam-authority.ts';
import { RdsModel } from '../testing/rds-model.ts';
import {
  type StackTemplate,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  withDatabase,
  workspaceServices,
} from '../testing/templates.ts';

type Migration = new () => MigrationInterface;

class CreateBooks1750000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE books (title text)');
  }

  async down(): Promise<void> {
    // These tests don't revert migrations.
  }
}

class AddAuthors1750000000002 extends CreateBooks1750000000001 {
  override async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE books ADD author text');
  }
}

class AddYears1750000000003 extends CreateBooks1750000000001 {
  override async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE books ADD year int');
  }
}

const containersSchema = z.array(
  z.object({ Name: z.string(), Environment: z.array(z.object({ Name: z.string(), Value: z.string() })) }),
);

let migration: StackTemplate;
let masterAuthentication: 'password' | 'iam-db-auth';
let roles: ReturnType<typeof databaseUsers>;
let iam: IamAuthority;
let rds: RdsModel;

beforeAll(async () => {
  const services = await workspaceServices();
  const [first] = withDatabase(services);
  if (!first) throw new Error('No service has a database');
  const { manifest } = first;
  const { stacks } = namesOf('production');
  const production = synthesize({ stage: 'production' }, services);
  migration = stackNamed(production, stacks.migration(manifest));
  const instance = only(stackNamed(production, stacks.data(manifest)), 'AWS::RDS::DBInstance');
  masterAuthentication = z
    .enum(['password', 'iam-db-auth'])
    .default('password')
    .parse(instance.MasterUserAuthenticationType);
  roles = databaseUsers(manifest);
  const service = stackNamed(production, stacks.service(manifest));
  iam = await IamAuthority.start([...usersAllowedBy(migration), ...usersAllowedBy(service)]);
});

afterAll(() => iam.stop());

beforeEach(async () => {
  rds = await RdsModel.create(iam, masterAuthentication);
});

afterEach(() => rds.stop());

it('lets each deployment create roles and migrate, also on a restored instance', async () => {
  await deploy([CreateBooks1750000000001]);
  await deploy([CreateBooks1750000000001, AddAuthors1750000000002]);
  await rds.restore();
  await deploy([CreateBooks1750000000001, AddAuthors1750000000002, AddYears1750000000003]);

  expect(await columnsSeenByService()).toEqual(['author', 'title', 'year']);
});

it('accepts a token only from the user that it is for', async () => {
  await deploy([CreateBooks1750000000001]);

  await expect(signIn(roles.migrating, iam.tokenFor(roles.serving))).rejects.toThrow('RADIUS');
});

it('locks an administrator with a password out after the first deployment, so there must be none', async () => {
  await rds.stop();
  rds = await RdsModel.create(iam, 'password');
  const administrator = userOf('roles');
  const source = await signIn(administrator, rds.masterPassword);
  await rds.whileAdministratorMayGrantIam(() => createRoles(source, roles));
  await source.destroy();

  await expect(signIn(administrator, rds.masterPassword)).rejects.toThrow('RADIUS');
});

/** Does what the migration task does with its containers `roles` and `migrate`. */
async function deploy(migrations: readonly Migration[]): Promise<void> {
  const administrator = await signIn(userOf('roles'), passwordOf('roles'));
  await rds.whileAdministratorMayGrantIam(() => createRoles(administrator, roles));
  await administrator.destroy();
  const source = await signIn(userOf('migrate'), passwordOf('migrate'), migrations);
  await migrate(source);
  await source.destroy();
}

async function columnsSeenByService(): Promise<unknown[]> {
  const source = await signIn(roles.serving, iam.tokenFor(roles.serving));
  const rows = await source.query<{ name: string }[]>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'books' ORDER BY 1`,
  );
  await source.destroy();
  return rows.map(({ name }) => name);
}

function signIn(user: string, password: string, migrations: readonly Migration[] = []) {
  const config = {
    kind: 'password',
    ...rds.address,
    name: 'qred',
    user,
    password,
    tls: 'none',
    poolSize: 1,
  } as const;
  return createDataSource('test', config, { entities: [], migrations }).initialize();
}

function variableOf(container: string, name: string): string {
  const { ContainerDefinitions } = only(migration, 'AWS::ECS::TaskDefinition');
  const found = containersSchema.parse(ContainerDefinitions).find(({ Name }) => Name === container);
  const variable = found?.Environment.find(({ Name }) => Name === name);
  if (!variable) throw new Error(`The container ${container} has no ${name}`);
  return variable.Value;
}

function userOf(container: string): string {
  return variableOf(container, 'DATABASE_USER');
}

/** What the container sends as its password. */
function passwordOf(container: string): string {
  return variableOf(container, 'DATABASE_AUTH') === 'iam'
    ? iam.tokenFor(userOf(container))
    : rds.masterPassword;
}

/** The database users that the policies in a stack allow its tasks to sign in as. */
function usersAllowedBy(stack: StackTemplate): string[] {
  const policies = JSON.stringify(resourcesOf([stack], 'AWS::IAM::Policy'));
  return [...policies.matchAll(/:dbuser:\{[^}]*\}\/(\w+)/g)].map(([, user = '']) => user);
}
