import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { createDataSource, createDatabase, createRoles, migrate } from '#libs/database';
import { Deadline } from '#libs/runtime';
import type { Service } from '../deployment.ts';
import { databaseUsers, namesOf } from '../naming.ts';
import { IamAuthority } from '../testing/iam-authority.ts';
import { RdsModel } from '../testing/rds-model.ts';
import {
  type StackTemplate,
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

interface Tasks {
  readonly migration: StackTemplate;
  readonly roles: ReturnType<typeof databaseUsers>;
}

let masterAuthentication: 'password' | 'iam-db-auth';
let one: Tasks;
let other: Tasks;
let iam: IamAuthority;
let rds: RdsModel;

beforeAll(async () => {
  const services = await workspaceServices();
  const [first, second] = withDatabase(services);
  if (!first || !second) throw new Error('Fewer than two services have a database');
  const stacks = await synthesize({ stage: 'dev' }, services);
  const [instance] = resourcesOf(stacks.values(), 'AWS::RDS::DBInstance');
  masterAuthentication = z
    .enum(['password', 'iam-db-auth'])
    .default('password')
    .parse(instance?.Properties.MasterUserAuthenticationType);
  const names = namesOf('dev').stacks;
  const tasksOf = ({ manifest }: Service): Tasks => ({
    migration: stackNamed(stacks, names.migration(manifest)),
    roles: databaseUsers(manifest),
  });
  one = tasksOf(first);
  other = tasksOf(second);
  const allowed = [first, second].flatMap(({ manifest }) =>
    [names.migration(manifest), names.service(manifest)].flatMap((name) =>
      usersAllowedBy(stackNamed(stacks, name)),
    ),
  );
  iam = await IamAuthority.start(allowed);
});

afterAll(() => iam.stop());

beforeEach(async () => {
  rds = await RdsModel.create(iam, masterAuthentication);
});

afterEach(() => rds.stop());

it('RDS lets each deployment create roles and migrate, even on a restored instance', async () => {
  await deploy(one, [CreateBooks1750000000001]);
  await deploy(one, [CreateBooks1750000000001, AddAuthors1750000000002]);
  await rds.restore();
  await deploy(one, [CreateBooks1750000000001, AddAuthors1750000000002, AddYears1750000000003]);

  expect(await columnsSeenBy(one)).toEqual(['author', 'title', 'year']);
});

it('RDS rejects a token that was issued for a different user', async () => {
  await deploy(one, [CreateBooks1750000000001]);

  await expect(signIn(databaseOf(one), one.roles.migrating, iam.tokenFor(one.roles.serving))).rejects.toThrow(
    'RADIUS',
  );
});

it('a service cannot sign in to the database of another service on the same instance', async () => {
  await deploy(one, [CreateBooks1750000000001]);
  await deploy(other, [CreateBooks1750000000001, AddAuthors1750000000002]);

  expect(await columnsSeenBy(one)).toEqual(['title']);
  expect(await columnsSeenBy(other)).toEqual(['author', 'title']);
  for (const role of Object.values(one.roles)) {
    await expect(signIn(databaseOf(other), role, iam.tokenFor(role))).rejects.toThrow('permission denied');
  }
});

it("RDS rejects the administrator's password after the first deployment, and accepts only IAM", async () => {
  await rds.stop();
  rds = await RdsModel.create(iam, 'password');
  const administrator = userOf(one, 'roles');
  const source = await signIn('postgres', administrator, rds.masterPassword);
  await rds.whileAdministratorMayGrantIam(() => createRoles(source, one.roles));
  await source.destroy();

  await expect(signIn('postgres', administrator, rds.masterPassword)).rejects.toThrow('RADIUS');
});

/** Runs the same commands as the migration task's containers `roles` and `migrate`. */
async function deploy(tasks: Tasks, migrations: readonly Migration[]): Promise<void> {
  const [user, password] = [userOf(tasks, 'roles'), passwordOf(tasks, 'roles')];
  const config = configOf(databaseOf(tasks), user, password);
  await createDatabase('test', config, new Deadline(1_000), () => undefined);
  const administrator = await signIn(databaseOf(tasks), user, password);
  await rds.whileAdministratorMayGrantIam(() => createRoles(administrator, tasks.roles));
  await administrator.destroy();
  const source = await signIn(
    databaseOf(tasks),
    userOf(tasks, 'migrate'),
    passwordOf(tasks, 'migrate'),
    migrations,
  );
  await migrate(source);
  await source.destroy();
}

async function columnsSeenBy(tasks: Tasks): Promise<unknown[]> {
  const { serving } = tasks.roles;
  const source = await signIn(databaseOf(tasks), serving, iam.tokenFor(serving));
  const rows = await source.query<{ name: string }[]>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'books' ORDER BY 1`,
  );
  await source.destroy();
  return rows.map(({ name }) => name);
}

function signIn(name: string, user: string, password: string, migrations: readonly Migration[] = []) {
  return createDataSource('test', configOf(name, user, password), { entities: [], migrations }).initialize();
}

function configOf(name: string, user: string, password: string) {
  const url = new URL(`postgres://${rds.address.host}:${rds.address.port}/${name}`);
  Object.assign(url, { username: user, password });
  return { kind: 'url', url: url.href, poolSize: 1 } as const;
}

function variableOf({ migration }: Tasks, container: string, name: string): string {
  const [definition] = resourcesOf([migration], 'AWS::ECS::TaskDefinition');
  const found = containersSchema
    .parse(definition?.Properties.ContainerDefinitions)
    .find(({ Name }) => Name === container);
  const variable = found?.Environment.find(({ Name }) => Name === name);
  if (!variable) throw new Error(`The container ${container} has no ${name}`);
  return variable.Value;
}

function databaseOf(tasks: Tasks): string {
  return variableOf(tasks, 'migrate', 'DATABASE_NAME');
}

function userOf(tasks: Tasks, container: string): string {
  return variableOf(tasks, container, 'DATABASE_USER');
}

function passwordOf(tasks: Tasks, container: string): string {
  return variableOf(tasks, container, 'DATABASE_AUTH') === 'iam'
    ? iam.tokenFor(userOf(tasks, container))
    : rds.masterPassword;
}

function usersAllowedBy(stack: StackTemplate): string[] {
  const policies = JSON.stringify(resourcesOf([stack], 'AWS::IAM::Policy'));
  return [...policies.matchAll(/:dbuser:\{[^}]*\}\/(\w+)/g)].map(([, user = '']) => user);
}
