import { Injectable } from '@nestjs/common';
import type { SpendOverview } from '#contracts/transaction';
import { PinoLogger } from '#libs/logging';
import { ProblemError } from '#libs/runtime';
import { SpendService } from '../spend/spend.service.ts';
import { TransactionsService } from '../transactions/transactions.service.ts';

type Part = keyof SpendOverview;

@Injectable()
export class SpendOverviewService {
  constructor(
    private readonly spend: SpendService,
    private readonly transactions: TransactionsService,
    private readonly logger: PinoLogger,
  ) {
    this.logger.setContext(SpendOverviewService.name);
  }

  /**
   * If one of the two queries fails, returns null instead of its data, and logs the reason. Throws if both queries fail.
   */
  async get(accountId: string, transactions: number): Promise<SpendOverview> {
    const [totals, latest] = await Promise.allSettled([
      this.spend.spendOf(accountId),
      this.transactions.latest(accountId, transactions),
    ]);
    if (latest.status === 'rejected' && totals.status === 'rejected') throw latest.reason;
    return { totals: this.valueOf('totals', totals), transactions: this.valueOf('transactions', latest) };
  }

  private valueOf<T>(part: Part, result: PromiseSettledResult<T>): T | null {
    if (result.status === 'fulfilled') return result.value;
    const err: unknown = result.reason;
    if (err instanceof ProblemError) this.logger.warn({ part, err }, 'A part of the spend overview is null');
    else this.logger.error({ part, err }, 'A part of the spend overview is null');
    return null;
  }
}
