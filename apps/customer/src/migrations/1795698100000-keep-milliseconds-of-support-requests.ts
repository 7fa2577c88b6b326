import type { QueryRunner } from 'typeorm';
import type { RiskyMigration } from '#libs/database';

/** Cursors have milliseconds. If the column were more precise, a page would skip rows. */
export class KeepMillisecondsOfSupportRequests1795698100000 implements RiskyMigration {
  readonly accepts = {
    'changing-column-type':
      'The table is small, so rewriting it takes milliseconds, and the previous version writes milliseconds already.',
  };

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE support_requests ALTER created_at TYPE timestamptz(3)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE support_requests ALTER created_at TYPE timestamptz`);
  }
}
