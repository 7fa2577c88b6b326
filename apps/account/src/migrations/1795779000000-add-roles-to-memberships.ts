import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Existing memberships get the role `member`. */
export class AddRolesToMemberships1795779000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE memberships ADD COLUMN role text NOT NULL DEFAULT 'member'`);
    await queryRunner.query(
      `ALTER TABLE memberships ADD CONSTRAINT memberships_role CHECK (role IN ('member', 'owner')) NOT VALID`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE memberships DROP COLUMN role`);
  }
}
