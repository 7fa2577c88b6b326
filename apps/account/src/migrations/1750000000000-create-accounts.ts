import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccounts1750000000000 implements MigrationInterface {
  /** The collation sorts names in Swedish order, whatever the locale of the server. */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE accounts (
        account_id text PRIMARY KEY,
        account_name text COLLATE "sv-SE-x-icu" NOT NULL,
        credit_limit bigint NOT NULL CHECK (credit_limit >= 0),
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
      )
    `);
    await queryRunner.query(`
      CREATE TABLE memberships (
        user_id text NOT NULL,
        account_id text NOT NULL,
        PRIMARY KEY (user_id, account_id)
      )
    `);
    await queryRunner.query(`CREATE INDEX memberships_by_account ON memberships (account_id, user_id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE memberships`);
    await queryRunner.query(`DROP TABLE accounts`);
  }
}
