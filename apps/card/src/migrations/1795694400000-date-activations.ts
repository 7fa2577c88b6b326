import type { QueryRunner } from 'typeorm';
import type { RiskyMigration } from '#libs/database';

/**
 * Cards in use were activated before the service stored the date. The migration uses the date of their order instead.
 */
export class DateActivations1795694400000 implements RiskyMigration {
  readonly accepts = {
    'no-row-changes':
      'A card is one row that changes rarely, and there are thousands of them: the update takes seconds.',
  };

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE cards SET activated_at = ordered_at WHERE activated_at IS NULL AND status IN ('active', 'frozen')
    `);
  }

  async down(): Promise<void> {
    // The previous version can also use these dates.
  }
}
