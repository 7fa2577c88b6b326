import { z } from 'zod';
import { money } from '#contracts/vocabulary';

export const purchaseCategory = z
  .object({ category: z.string().describe("From the shop's kind of business"), spent_amount: money })
  .meta({ id: 'PurchaseCategory' });
