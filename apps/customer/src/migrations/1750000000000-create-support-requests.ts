import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSupportRequests1750000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE support_requests (
        reference text PRIMARY KEY,
        contact text NOT NULL,
        message text NOT NULL,
        user_id text,
        account_ids text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE support_requests`);
  }
}
