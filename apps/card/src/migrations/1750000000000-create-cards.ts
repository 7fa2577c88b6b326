import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCards1750000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // ordered_at has the precision of cursors: milliseconds.
    await queryRunner.query(`
      CREATE TABLE cards (
        card_id text PRIMARY KEY,
        account_id text NOT NULL,
        status text NOT NULL CHECK (
          status IN ('ordered', 'inactive', 'active', 'frozen', 'blocked', 'expired', 'closed')
        ),
        last_four text NOT NULL CHECK (last_four ~ '^[0-9]{4}$'),
        expires text NOT NULL CHECK (expires ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        ordered_at timestamptz(3) NOT NULL,
        activated_at timestamptz,
        failed_attempts smallint NOT NULL DEFAULT 0,
        locked_until timestamptz
      )
    `);
    await queryRunner.query(
      `CREATE INDEX cards_by_account ON cards (account_id, ordered_at DESC, card_id DESC)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE cards`);
  }
}
