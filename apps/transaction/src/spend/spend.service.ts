import { Injectable } from '@nestjs/common';
import type { Spend } from '#contracts/transaction';
import { accountNotFound } from '#libs/auth';
import { SpendRepository } from './spend.repository.ts';

@Injectable()
export class SpendService {
  constructor(private readonly spend: SpendRepository) {}

  /** Throws ACCOUNT_NOT_FOUND for an account without a limit, because its company cannot spend yet. */
  async spendOf(accountId: string): Promise<Spend> {
    const account = await this.spend.find(accountId);
    if (!account || account.creditLimit === null) throw accountNotFound();
    const { currency, creditLimit, posted, held, transactionCount } = account;
    const money = (amount: number) => ({ amount, currency });
    const spent = posted + held;
    const remaining = creditLimit - spent;
    if (!Number.isSafeInteger(spent) || !Number.isSafeInteger(remaining))
      throw new Error('The spend is above 2^53, so a number would round it');
    return {
      account_id: accountId,
      limit: money(creditLimit),
      spent: money(spent),
      held: money(held),
      remaining: money(remaining),
      transaction_count: transactionCount,
    };
  }
}
