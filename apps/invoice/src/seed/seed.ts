import type { SeedContext } from '#libs/service-kit';
import { InvoiceEntity } from '../invoices/invoice.entity.ts';
import { seedInvoices } from './invoices.ts';

export async function seed({ dataSource, today }: SeedContext): Promise<void> {
  const invoices = seedInvoices(today);
  await dataSource.createQueryBuilder().insert().into(InvoiceEntity).values(invoices).orIgnore().execute();
}
