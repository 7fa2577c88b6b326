import type { QueryRunner } from 'typeorm';
import type { RiskyMigration } from '#libs/database';

/** The previous version of the service does not normalize merchants, so a trigger stores them in NFC. */
export class NormalizeMerchants1764100000000 implements RiskyMigration {
  readonly accepts = {
    'no-row-changes':
      'Few merchants are not in NFC, and only their rows change. No other statement updates entries.',
  };

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION normalize_merchant() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.merchant := normalize(NEW.merchant, NFC);
        RETURN NEW;
      END
      $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER normalize_merchant
        BEFORE INSERT OR UPDATE OF merchant ON ledger_entries
        FOR EACH ROW WHEN (NEW.merchant IS NOT NFC NORMALIZED)
        EXECUTE FUNCTION normalize_merchant()
    `);
    await queryRunner.query(`
      UPDATE ledger_entries SET merchant = normalize(merchant, NFC) WHERE merchant IS NOT NFC NORMALIZED
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER normalize_merchant ON ledger_entries`);
    await queryRunner.query(`DROP FUNCTION normalize_merchant()`);
  }
}
