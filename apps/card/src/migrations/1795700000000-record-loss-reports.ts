import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecordLossReports1795700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE cards ADD COLUMN loss_reason text, ADD COLUMN loss_reported_at timestamptz`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE cards DROP COLUMN loss_reason, DROP COLUMN loss_reported_at`);
  }
}
