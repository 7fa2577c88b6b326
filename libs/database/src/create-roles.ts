import { escapeIdentifier } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

export interface DatabaseRoles {
  readonly serving: string;
  /** Owns the tables. */
  readonly migrating: string;
}

/** Only RDS has this role. Its members sign in through IAM. */
const IAM_ROLE = 'rds_iam';
const ROLES_LOCK = 7_733_002;

/**
 * Creates both roles and their permissions in one transaction. If the roles exist, nothing changes. The data source
 * must be signed in as the administrator of the database. The administrator need not be a superuser.
 */
export async function createRoles(dataSource: DataSource, roles: DatabaseRoles): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [ROLES_LOCK]);
    for (const role of [roles.migrating, roles.serving]) await createRole(manager, role);
    await grantDatabase(manager, roles);
    await grantSchema(manager, roles);
    if (await exists(manager, IAM_ROLE)) await admitByIam(manager, roles);
  });
}

async function createRole(manager: EntityManager, role: string): Promise<void> {
  if (await exists(manager, role)) return;
  await manager.query(`CREATE ROLE ${escapeIdentifier(role)} LOGIN`);
}

async function exists(manager: EntityManager, role: string): Promise<boolean> {
  const rows: unknown[] = await manager.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  return rows.length > 0;
}

/** Only these roles may connect, because the server may also hold databases of other services. */
async function grantDatabase(manager: EntityManager, roles: DatabaseRoles): Promise<void> {
  const [{ name }] = await manager.query<[{ name: string }]>('SELECT current_database() AS name');
  const database = escapeIdentifier(name);
  await manager.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
  for (const role of [roles.migrating, roles.serving])
    await manager.query(`GRANT CONNECT ON DATABASE ${database} TO ${escapeIdentifier(role)}`);
}

async function grantSchema(manager: EntityManager, roles: DatabaseRoles): Promise<void> {
  const [serving, migrating] = [escapeIdentifier(roles.serving), escapeIdentifier(roles.migrating)];
  await manager.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await manager.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${migrating}`);
  await manager.query(`GRANT USAGE ON SCHEMA public TO ${serving}`);
  // The grant is temporary. The migrating role signs in through IAM, and RDS refuses the passwords of that role's
  // members.
  await manager.query(`GRANT ${migrating} TO CURRENT_USER`);
  const defaults = `ALTER DEFAULT PRIVILEGES FOR ROLE ${migrating} IN SCHEMA public`;
  await manager.query(`${defaults} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${serving}`);
  await manager.query(`${defaults} GRANT USAGE, SELECT ON SEQUENCES TO ${serving}`);
  await manager.query(`REVOKE ${migrating} FROM CURRENT_USER`);
}

async function admitByIam(manager: EntityManager, roles: DatabaseRoles): Promise<void> {
  for (const role of [roles.serving, roles.migrating]) {
    await manager.query(`GRANT ${IAM_ROLE} TO ${escapeIdentifier(role)}`);
  }
}
