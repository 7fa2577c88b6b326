import { z } from 'zod';
import { identifier, money, openEnum } from '#contracts/vocabulary';

export const account = z
  .object({
    account_id: identifier,
    account_name: z.string().meta({ description: "The company's name" }),
    credit_limit: money.meta({ description: 'The limit that was set' }),
  })
  .meta({ id: 'Account' });

export const membership = z
  .object({
    user_id: identifier,
    account_id: identifier,
    role: openEnum(['member', 'owner']).meta({
      description: 'An owner may also use the operations for owners',
    }),
  })
  .meta({ id: 'Membership', description: 'A user may see an account' });

export type Account = z.output<typeof account>;
export type Membership = z.output<typeof membership>;
