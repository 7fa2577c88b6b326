import { Controller } from '@nestjs/common';
import { transactionContract } from '#contracts/transaction';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { TransactionsService } from './transactions.service.ts';

const { listTransactions } = transactionContract.operations;

@Controller()
export class TransactionsController {
  constructor(private readonly transactions: TransactionsService) {}

  @Implements(listTransactions)
  listTransactions(
    @Validated() { query }: RequestTo<typeof listTransactions>,
  ): Promise<JsonBody<typeof listTransactions>> {
    const { account_id: accountId, limit, cursor, ...filter } = query;
    return this.transactions.list(accountId, filter, limit, cursor);
  }
}
