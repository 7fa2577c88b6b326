import type { DatabaseSchema } from '#libs/database';
import { RecordWrites1795698000000 } from './migrations/1795698000000-record-writes.ts';
import { CreateSupportRequests1750000000000 } from './migrations/1750000000000-create-support-requests.ts';
import { KeepMillisecondsOfSupportRequests1795698100000 } from './migrations/1795698100000-keep-milliseconds-of-support-requests.ts';
import { AllowSupportInAuditLog1795779000000 } from './migrations/1795779000000-allow-support-in-audit-log.ts';
import { SupportRequestEntity } from './support-requests/support-request.entity.ts';

export const schema: DatabaseSchema = {
  entities: [SupportRequestEntity],
  migrations: [
    CreateSupportRequests1750000000000,
    RecordWrites1795698000000,
    KeepMillisecondsOfSupportRequests1795698100000,
    AllowSupportInAuditLog1795779000000,
  ],
};
