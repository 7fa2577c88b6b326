import type { DatabaseSchema } from '#libs/database';
import { CreateLedger1750000000000 } from './migrations/1750000000000-create-ledger.ts';
import { CategorizePurchases1795701000000 } from './migrations/1795701000000-categorize-purchases.ts';
import { NormalizeMerchants1764100000000 } from './migrations/1764100000000-normalize-merchants.ts';
import { AccountSpendEntity } from './spend/account-spend.entity.ts';
import { TransactionEntity } from './transactions/transaction.entity.ts';

export const schema: DatabaseSchema = {
  entities: [AccountSpendEntity, TransactionEntity],
  migrations: [CreateLedger1750000000000, NormalizeMerchants1764100000000, CategorizePurchases1795701000000],
};
