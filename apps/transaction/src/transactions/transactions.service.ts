import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Transaction, transaction } from '#contracts/transaction';
import { identifier, timestamp } from '#contracts/vocabulary';
import { rangeRefusal } from '#libs/http-rules';
import { type PageOf, PageReader, cursorCodec } from '#libs/database';
import { ProblemError } from '#libs/runtime';
import { SpendRepository } from '../spend/spend.repository.ts';
import type { TransactionEntity } from './transaction.entity.ts';
import { type TransactionFilter, TransactionsRepository } from './transactions.repository.ts';

const cursors = cursorCodec(
  z.object({
    occurredAt: timestamp.transform((text) => new Date(text)),
    transactionId: identifier,
  }),
);

@Injectable()
export class TransactionsService {
  constructor(
    private readonly transactions: TransactionsRepository,
    private readonly spend: SpendRepository,
    private readonly pages: PageReader,
  ) {}

  /** Throws INVALID_REQUEST if the cursor is from a different list, or if the first day is after the last day. */
  async list(
    accountId: string,
    filter: TransactionFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<PageOf<Transaction>> {
    assertDaysInOrder(filter);
    const [{ data, page }, totalCount] = await Promise.all([
      this.readPage(accountId, filter, limit, cursor),
      isFiltered(filter) ? null : this.countOf(accountId),
    ]);
    return { data, page: { ...page, total_count: totalCount } };
  }

  /** Returns only transactions that count towards the spend, latest first. */
  async latest(accountId: string, count: number): Promise<Transaction[]> {
    if (count === 0) return [];
    const { data } = await this.readPage(accountId, {}, count, undefined);
    return data;
  }

  private readPage(accountId: string, filter: TransactionFilter, limit: number, cursor: string | undefined) {
    return this.pages.read({
      cursors,
      filters: { account_id: accountId, ...filter },
      cursor,
      limit,
      read: (rows, after) => this.transactions.list(accountId, filter, rows, after),
      positionOf: ({ occurredAt, transactionId }) => ({ occurredAt, transactionId }),
      schema: transaction,
      toItem: toTransaction,
    });
  }

  /** The first entry of an account creates the account's row. Without a row, an account has no entries. */
  private async countOf(accountId: string): Promise<number> {
    const spend = await this.spend.find(accountId);
    return spend?.transactionCount ?? 0;
  }
}

function isFiltered(filter: TransactionFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

function assertDaysInOrder(filter: TransactionFilter): void {
  const refusal = rangeRefusal(filter);
  if (refusal) throw new ProblemError(refusal.problem, refusal.detail, refusal);
}

function toTransaction(entry: TransactionEntity): Transaction {
  return {
    transaction_id: entry.transactionId,
    account_id: entry.accountId,
    merchant: entry.merchant,
    amount: { amount: entry.amount, currency: entry.currency },
    status: entry.status,
    occurred_at: entry.occurredAt.toISOString(),
  };
}
