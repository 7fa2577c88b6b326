import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoices1750000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE invoices (
        invoice_id text PRIMARY KEY,
        account_id text NOT NULL,
        amount bigint NOT NULL CHECK (amount > 0),
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        issue_date date NOT NULL,
        due_date date NOT NULL CHECK (due_date >= issue_date),
        paid_amount bigint NOT NULL DEFAULT 0 CHECK (paid_amount >= 0)
      )
    `);
    await queryRunner.query(
      `CREATE INDEX invoices_by_account ON invoices (account_id, due_date DESC, invoice_id DESC)`,
    );
    await queryRunner.query(`
      CREATE INDEX invoices_not_paid ON invoices (account_id, due_date DESC, invoice_id DESC)
      WHERE paid_amount < amount
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE invoices`);
  }
}
