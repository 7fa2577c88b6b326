import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Transaction, transaction } from '#contracts/transaction';
import { type Page, daysRefusal, identifier, timestamp } from '#contracts/vocabulary';
import { PageReader, cursorCodec } from '#libs/database';
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

const shownAs = {
  positionOf: ({ occurredAt, transactionId }: TransactionEntity) => ({ occurredAt, transactionId }),
  schema: transaction,
  toItem: toTransaction,
};

@Injectable()
export class TransactionsService {
  constructor(
    private readonly transactions: TransactionsRepository,
    private readonly spend: SpendRepository,
    private readonly pages: PageReader,
  ) {}

  /** Throws INVALID_REQUEST for a cursor of another list and for a first day after the last one. */
  async list(
    accountId: string,
    filter: TransactionFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ data: Transaction[]; page: Page }> {
    assertDaysInOrder(filter);
    const question = { account_id: accountId, ...filter };
    const position = cursors.decode(question, cursor);
    const [{ items, last }, totalCount] = await Promise.all([
      this.pages.read({
        ...shownAs,
        limit,
        read: (rows) => this.transactions.list(accountId, filter, rows, position),
      }),
      isFiltered(filter) ? null : this.countOf(accountId),
    ]);
    return {
      data: items,
      page: { next_cursor: last ? cursors.encode(question, last) : null, total_count: totalCount },
    };
  }

  /** So many of the latest transactions that count, the last one first. */
  async latest(accountId: string, count: number): Promise<Transaction[]> {
    if (count === 0) return [];
    const { items } = await this.pages.read({
      ...shownAs,
      limit: count,
      read: (rows) => this.transactions.list(accountId, {}, rows, undefined),
    });
    return items;
  }

  /** An account without a row has no entries: the first entry creates the row. */
  private async countOf(accountId: string): Promise<number> {
    const spend = await this.spend.find(accountId);
    return spend?.transactionCount ?? 0;
  }
}

function isFiltered(filter: TransactionFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

function assertDaysInOrder(filter: TransactionFilter): void {
  const refusal = daysRefusal(filter);
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
