import { z } from 'zod';
import { openEnum, timestamp } from '#contracts/vocabulary';

export const cardLossReport = z
  .object({
    status: openEnum(['blocked', 'active']).describe('From the card'),
    reported_at: timestamp.meta({ description: 'From the moment of the report', volatile: true }),
    replacement_offered: z.boolean().describe('From the card'),
  })
  .meta({ id: 'CardLossReport' });

export const reportLostCardBody = { reason: z.enum(['lost', 'stolen']) };
