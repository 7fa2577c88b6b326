import type { DatabaseSchema } from '#libs/database';
import { CardEntity } from './cards/card.entity.ts';
import { DateActivations1795694400000 } from './migrations/1795694400000-date-activations.ts';
import { RecordWrites1795698000000 } from './migrations/1795698000000-record-writes.ts';
import { RecordLossReports1795700000000 } from './migrations/1795700000000-record-loss-reports.ts';
import { AllowSupportInAuditLog1795779000000 } from './migrations/1795779000000-allow-support-in-audit-log.ts';
import { LimitPurchases1795795000000 } from './migrations/1795795000000-limit-purchases.ts';
import { NameCards1795808300000 } from './migrations/1795808300000-name-cards.ts';
import { CreateCards1750000000000 } from './migrations/1750000000000-create-cards.ts';

export const schema: DatabaseSchema = {
  entities: [CardEntity],
  migrations: [
    CreateCards1750000000000,
    DateActivations1795694400000,
    RecordWrites1795698000000,
    RecordLossReports1795700000000,
    AllowSupportInAuditLog1795779000000,
    LimitPurchases1795795000000,
    NameCards1795808300000,
  ],
};
