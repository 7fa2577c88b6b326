import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLedger1750000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await queryRunner.query(`CREATE EXTENSION IF NOT EXISTS btree_gin`);

    // occurred_at has the precision of cursors: milliseconds. The length limit of merchant keeps a row small enough
    // for an index.
    await queryRunner.query(`
      CREATE TABLE ledger_entries (
        transaction_id text PRIMARY KEY CHECK (transaction_id ~ '^[A-Za-z0-9_-]{1,64}$'),
        account_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('purchase', 'refund', 'payment')),
        status text NOT NULL CHECK (status IN ('pending', 'posted', 'reversed', 'refunded')),
        amount bigint NOT NULL,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        merchant text CHECK (char_length(merchant) BETWEEN 1 AND 200),
        occurred_at timestamptz(3) NOT NULL,
        CONSTRAINT amount_has_the_sign_of_its_kind CHECK (
          CASE kind WHEN 'purchase' THEN amount > 0 ELSE amount < 0 END
        ),
        CONSTRAINT only_a_purchase_is_refunded CHECK (kind = 'purchase' OR status <> 'refunded'),
        CONSTRAINT only_a_payment_has_no_merchant CHECK ((kind = 'payment') = (merchant IS NULL))
      )
    `);

    // Contains every column of the list, so that an index-only scan can read the latest transactions.
    await queryRunner.query(`
      CREATE INDEX ledger_entries_that_count
        ON ledger_entries (account_id, occurred_at DESC, transaction_id DESC)
        INCLUDE (merchant, amount, currency, status)
        WHERE kind IN ('purchase', 'refund') AND status IN ('pending', 'posted')
    `);
    await queryRunner.query(`
      CREATE INDEX ledger_entries_by_status
        ON ledger_entries (account_id, status, occurred_at DESC, transaction_id DESC)
        WHERE kind IN ('purchase', 'refund')
    `);
    await queryRunner.query(`
      CREATE INDEX ledger_entries_by_merchant
        ON ledger_entries USING gin (account_id, merchant gin_trgm_ops)
        WHERE kind IN ('purchase', 'refund')
    `);

    // Each new entry changes the row of its account. With free space on each page, PostgreSQL need not change the
    // index when it updates a row.
    await queryRunner.query(`
      CREATE TABLE account_spend (
        account_id text PRIMARY KEY,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        credit_limit bigint CHECK (credit_limit >= 0),
        posted bigint NOT NULL DEFAULT 0,
        held bigint NOT NULL DEFAULT 0,
        transaction_count integer NOT NULL DEFAULT 0 CHECK (transaction_count >= 0)
      ) WITH (fillfactor = 50)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE account_spend, ledger_entries`);
  }
}
