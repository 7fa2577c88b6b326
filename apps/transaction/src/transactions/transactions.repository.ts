import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ExpensiveQueries, PreparedRead } from '#libs/database';
import { PEOPLES_TIME_ZONE } from '#contracts/vocabulary';
import { containing } from './like-pattern.ts';
import { type StoredStatus, TransactionEntity } from './transaction.entity.ts';

export interface TransactionPosition {
  readonly occurredAt: Date;
  readonly transactionId: string;
}

export interface TransactionFilter {
  /** The first day of the period, YYYY-MM-DD in Europe/Stockholm. */
  readonly from?: string;
  /** The last day of the period, YYYY-MM-DD in Europe/Stockholm. */
  readonly to?: string;
  readonly status?: StoredStatus;
  /** Matches merchants that contain this text in upper or lower case. */
  readonly text?: string;
}

// These values are constants, because the planner uses a partial index only if the query's text contains the condition
// of the index.
const IS_TRANSACTION = `entry.kind IN ('purchase', 'refund')`;
const COUNTS = `entry.status IN ('pending', 'posted')`;

const START_OF_FROM = `CAST(:from AS timestamp) AT TIME ZONE '${PEOPLES_TIME_ZONE}'`;
const END_OF_TO = `(CAST(:to AS timestamp) + interval '1 day') AT TIME ZONE '${PEOPLES_TIME_ZONE}'`;

/** The home screen uses this query, which has no filter and no cursor. */
const FIRST_PAGE = `
  AS entry WHERE account_id = $1 AND ${IS_TRANSACTION} AND ${COUNTS}
  ORDER BY occurred_at DESC, transaction_id DESC LIMIT $2
`;

export interface CategoryPosition {
  /** The sum in minor units. A string, because a sum can be larger than a bigint. */
  readonly amount: string;
  readonly category: string;
}

export interface CategorySum extends CategoryPosition {
  readonly currency: string;
}

const OTHER = `coalesce(entry.category, 'Other')`;
const SUM = `sum(entry.amount)`;

@Injectable()
export class TransactionsRepository {
  private readonly firstPage: PreparedRead<TransactionEntity>;

  constructor(
    private readonly database: DataSource,
    private readonly expensive: ExpensiveQueries,
  ) {
    this.firstPage = new PreparedRead(database, TransactionEntity, FIRST_PAGE);
  }

  /**
   * Lists the latest transaction first, starting after `position`. Without a status, lists only transactions that count
   * towards the spend. Returns one row more than `limit` if there is a next page.
   */
  list(
    accountId: string,
    filter: TransactionFilter,
    limit: number,
    position: TransactionPosition | undefined,
  ): Promise<TransactionEntity[]> {
    const { from, to, status, text } = filter;
    const isFirstPage = !from && !to && !status && !text && !position;
    if (isFirstPage) return this.firstPage.all([accountId, limit + 1]);
    const query = this.database
      .getRepository(TransactionEntity)
      .createQueryBuilder('entry')
      .where('entry.account_id = :accountId', { accountId })
      .andWhere(IS_TRANSACTION)
      .andWhere(status ? 'entry.status = :status' : COUNTS, { status })
      .orderBy('entry.occurred_at', 'DESC')
      .addOrderBy('entry.transaction_id', 'DESC')
      .limit(limit + 1);
    if (from) query.andWhere(`entry.occurred_at >= ${START_OF_FROM}`, { from });
    if (to) query.andWhere(`entry.occurred_at < ${END_OF_TO}`, { to });
    if (text) query.andWhere('entry.merchant ILIKE :pattern', { pattern: containing(text) });
    if (position)
      query.andWhere('(entry.occurred_at, entry.transaction_id) < (:occurredAt, :transactionId)', {
        ...position,
      });
    return text ? this.expensive.run(accountId, () => query.getMany()) : query.getMany();
  }

  /** Lists the largest sum first. The period includes the first and the last day. */
  sumByCategory(
    accountId: string,
    period: { readonly from: string; readonly to: string },
    limit: number,
    position: CategoryPosition | undefined,
  ): Promise<CategorySum[]> {
    const query = this.database
      .getRepository(TransactionEntity)
      .createQueryBuilder('entry')
      .select(OTHER, 'category')
      .addSelect(SUM, 'amount')
      .addSelect('entry.currency', 'currency')
      .where('entry.account_id = :accountId', { accountId })
      .andWhere(IS_TRANSACTION)
      .andWhere(COUNTS)
      .andWhere(`entry.occurred_at >= ${START_OF_FROM} AND entry.occurred_at < ${END_OF_TO}`, period)
      .groupBy(OTHER)
      .addGroupBy('entry.currency')
      .orderBy('amount', 'DESC')
      .addOrderBy('category', 'DESC')
      .limit(limit + 1);
    if (position) query.having(`(${SUM}, ${OTHER}) < (CAST(:amount AS numeric), :category)`, { ...position });
    return this.expensive.run(accountId, () => query.getRawMany<CategorySum>());
  }
}
