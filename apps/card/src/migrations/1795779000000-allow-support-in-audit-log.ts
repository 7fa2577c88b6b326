import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowSupportInAuditLog, denySupportInAuditLog } from '#libs/writes';

export class AllowSupportInAuditLog1795779000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await allowSupportInAuditLog(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await denySupportInAuditLog(queryRunner);
  }
}
