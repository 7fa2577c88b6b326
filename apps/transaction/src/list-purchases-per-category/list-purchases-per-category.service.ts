import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { purchaseCategory, type transactionContract } from '#contracts/transaction';
import type { JsonBody } from '#contracts/vocabulary';
import { PageReader, cursorCodec, cursorText } from '#libs/database';
import { rangeRefusal } from '#libs/http-rules';
import { Clock, ProblemError } from '#libs/runtime';
import type { RequestTo } from '#libs/service-kit';
import { TransactionsRepository } from '../transactions/transactions.repository.ts';

type Declared = (typeof transactionContract)['operations']['listPurchasesPerCategory'];

const cursors = cursorCodec(z.object({ amount: z.string().regex(/^-?\d{1,18}$/), category: cursorText }));

@Injectable()
export class ListPurchasesPerCategoryService {
  constructor(
    private readonly transactions: TransactionsRepository,
    private readonly pages: PageReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Lists the largest sum first. Throws INVALID_REQUEST if the cursor is from a different list, or if the first day
   * is after the last day.
   */
  async listPurchasesPerCategory({ query }: RequestTo<Declared>): Promise<JsonBody<Declared>> {
    const { account_id: accountId, cursor, limit, from, to = this.clock.today() } = query;
    const refusal = rangeRefusal(query);
    if (refusal) throw new ProblemError(refusal.problem, refusal.detail, refusal);
    const period = { from: from ?? `${to.slice(0, 'YYYY-MM'.length)}-01`, to };
    return this.pages.read({
      cursors,
      // Without `from`, the list starts again when a month ends, so earlier cursors become invalid.
      filters: { account_id: accountId, from, to: query.to, first_day: period.from },
      cursor,
      limit,
      read: (rows, after) => this.transactions.sumByCategory(accountId, period, rows, after),
      positionOf: ({ amount, category }) => ({ amount, category }),
      schema: purchaseCategory,
      toItem: ({ category, amount, currency }) => ({
        category,
        spent_amount: { amount: Number(amount), currency },
      }),
    });
  }
}
