import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createWriteTables, dropWriteTables } from '#libs/writes';

export class RecordWrites1795698000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createWriteTables(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropWriteTables(queryRunner);
  }
}
