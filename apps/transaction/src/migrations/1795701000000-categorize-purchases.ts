import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries from before this migration have no category. */
export class CategorizePurchases1795701000000 implements MigrationInterface {
  /** PostgreSQL can build an index without blocking writes only outside a transaction. */
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE ledger_entries ADD COLUMN IF NOT EXISTS category text`);
    // If an earlier build of the index failed, PostgreSQL has kept an invalid index.
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS ledger_entries_by_category`);
    await queryRunner.query(`
      CREATE INDEX CONCURRENTLY ledger_entries_by_category
        ON ledger_entries (account_id, occurred_at)
        INCLUDE (category, amount, currency)
        WHERE kind IN ('purchase', 'refund') AND status IN ('pending', 'posted')
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS ledger_entries_by_category`);
    await queryRunner.query(`ALTER TABLE ledger_entries DROP COLUMN category`);
  }
}
