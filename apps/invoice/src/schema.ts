import type { DatabaseSchema } from '#libs/database';
import { InvoiceEntity } from './invoices/invoice.entity.ts';
import { CreateInvoices1750000000000 } from './migrations/1750000000000-create-invoices.ts';

export const schema: DatabaseSchema = {
  entities: [InvoiceEntity],
  migrations: [CreateInvoices1750000000000],
};
