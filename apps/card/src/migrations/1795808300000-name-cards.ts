import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The new constraint needs no scan of the table, because no row has a name yet. */
export class NameCards1795808300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE cards ADD COLUMN card_name text,
        ADD CONSTRAINT cards_card_name CHECK (card_name <> '') NOT VALID
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE cards DROP COLUMN card_name`);
  }
}
