import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The limit is in öre. The new constraint needs no scan of the table, because no row has a limit yet. */
export class LimitPurchases1795795000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE cards ADD COLUMN monthly_limit bigint,
        ADD CONSTRAINT cards_monthly_limit CHECK (monthly_limit > 0) NOT VALID
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE cards DROP COLUMN monthly_limit`);
  }
}
