import type { QueryRunner } from 'typeorm';
import type { RiskyMigration } from '#libs/database';

/**
 * The service did not store the date when it activated the cards that are in use now. The migration sets the date of
 * the order instead.
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
    // The dates can stay, because the previous version also accepts them.
  }
}
