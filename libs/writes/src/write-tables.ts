import type { QueryRunner } from 'typeorm';

/**
 * Creates the tables of `Writes`: the stored responses and the audit log. Never change this function, because
 * migrations that have already run call it. To change these tables, add a new function.
 */
export async function createWriteTables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE idempotency_keys (
      key_hash bytea PRIMARY KEY,
      fingerprint bytea NOT NULL,
      account_id text,
      response json NOT NULL,
      created_at timestamptz(3) NOT NULL
    )
  `);
  await queryRunner.query(`CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at)`);
  await queryRunner.query(`
    CREATE TABLE audit_log (
      audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz(3) NOT NULL,
      actor_kind text NOT NULL CHECK (actor_kind IN ('member', 'machine', 'anonymous')),
      actor_id text,
      operation text NOT NULL,
      entity text NOT NULL,
      entity_id text NOT NULL,
      account_id text,
      request_id text,
      changed_fields text[] NOT NULL
    )
  `);
  await queryRunner.query(`CREATE INDEX audit_log_by_entity ON audit_log (entity, entity_id, at)`);
  await allowOnlyInserts(queryRunner);
}

/** Allows the audit log to name employees in Qred's support as actors. Call this after createWriteTables. */
export async function allowSupportInAuditLog(queryRunner: QueryRunner): Promise<void> {
  await checkActors(queryRunner, ['member', 'support', 'machine', 'anonymous']);
}

/** Reverts allowSupportInAuditLog. Existing rows of employees stay. */
export async function denySupportInAuditLog(queryRunner: QueryRunner): Promise<void> {
  await checkActors(queryRunner, ['member', 'machine', 'anonymous']);
}

/** NOT VALID skips the scan of old rows, which would block writes. */
async function checkActors(queryRunner: QueryRunner, kinds: readonly string[]): Promise<void> {
  const values = kinds.map((kind) => `'${kind}'`).join(', ');
  await queryRunner.query(`ALTER TABLE audit_log DROP CONSTRAINT audit_log_actor_kind_check`);
  await queryRunner.query(`
    ALTER TABLE audit_log ADD CONSTRAINT audit_log_actor_kind_check CHECK (actor_kind IN (${values})) NOT VALID
  `);
}

export async function dropWriteTables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`DROP TABLE audit_log, idempotency_keys`);
  await queryRunner.query(`DROP FUNCTION refuse_audit_change()`);
}

/** Revokes default privileges that are too wide for the audit log. The trigger also restricts the owner. */
async function allowOnlyInserts(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    DO $$
    DECLARE
      grantee text;
    BEGIN
      FOR grantee IN
        SELECT DISTINCT CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END
        FROM pg_class, aclexplode(relacl) AS acl
        WHERE pg_class.oid = 'audit_log'::regclass AND acl.grantee <> relowner
      LOOP
        EXECUTE format('REVOKE ALL ON audit_log FROM %s', grantee);
        EXECUTE format('GRANT SELECT, INSERT ON audit_log TO %s', grantee);
      END LOOP;
    END
    $$
  `);
  await queryRunner.query(`
    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'audit_log takes new rows only' USING ERRCODE = 'insufficient_privilege';
    END
    $$
  `);
  await queryRunner.query(`
    CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
  `);
}
