import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Money, cleanText } from '#contracts/vocabulary';
import { PreparedRead } from '#libs/database';
import { AccountSpendEntity } from './account-spend.entity.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** An account has only one currency. For any other currency, the expression is null, and the column rejects null. */
const SAME_CURRENCY = `CASE WHEN account_spend.currency = excluded.currency THEN excluded.currency END`;

/** The statement writes entries and accounts in the order of their ids, so that concurrent calls never deadlock. */
const RECORD = `
  WITH recorded AS (
    INSERT INTO ledger_entries
      (transaction_id, account_id, kind, status, amount, currency, merchant, category, occurred_at)
    SELECT transaction_id, account_id, kind, status, amount, currency, merchant, category, occurred_at
    FROM jsonb_to_recordset($1) AS entry (
      transaction_id text, account_id text, kind text, status text,
      amount bigint, currency text, merchant text, category text, occurred_at timestamptz
    )
    ORDER BY transaction_id
    ON CONFLICT (transaction_id) DO NOTHING
    RETURNING account_id, kind, status, amount, currency
  ), account_changes AS (
    INSERT INTO account_spend (account_id, currency, posted, held, transaction_count)
    SELECT account_id,
      currency,
      coalesce(sum(amount) FILTER (WHERE status = 'posted'), 0),
      coalesce(sum(amount) FILTER (WHERE status = 'pending'), 0),
      count(*) FILTER (WHERE kind IN ('purchase', 'refund') AND status IN ('pending', 'posted'))
    FROM recorded
    GROUP BY account_id, currency
    ORDER BY account_id
    ON CONFLICT (account_id) DO UPDATE SET
      currency = ${SAME_CURRENCY},
      posted = account_spend.posted + excluded.posted,
      held = account_spend.held + excluded.held,
      transaction_count = account_spend.transaction_count + excluded.transaction_count
  )
  SELECT count(*)::integer AS count FROM recorded
`;

const SET_LIMIT = `
  INSERT INTO account_spend (account_id, currency, credit_limit)
  VALUES ($1, $2, $3)
  ON CONFLICT (account_id) DO UPDATE SET currency = ${SAME_CURRENCY}, credit_limit = excluded.credit_limit
`;

@Injectable()
export class SpendRepository {
  private readonly byAccount: PreparedRead<AccountSpendEntity>;

  constructor(private readonly database: DataSource) {
    this.byAccount = new PreparedRead(database, AccountSpendEntity, 'WHERE account_id = $1');
  }

  /** Null if the account has neither entries nor a limit. */
  find(accountId: string): Promise<AccountSpendEntity | null> {
    return this.byAccount.first([accountId]);
  }

  /**
   * Writes entries, and adds their amounts to the sums of the accounts. Skips entries whose id already exists. Writes
   * all new entries or no entry, because there is only one statement. Returns the number of new entries. Throws if
   * the database rejects an entry, for example an entry in a second currency.
   */
  async record(entries: readonly LedgerEntry[]): Promise<number> {
    const rows = JSON.stringify(entries.map(toRow));
    const [result] = await this.database.query<{ count: number }[]>(RECORD, [rows]);
    return result?.count ?? 0;
  }

  /** Throws if the account has entries in a different currency. */
  async setLimit(accountId: string, { amount, currency }: Money): Promise<void> {
    await this.database.query(SET_LIMIT, [accountId, currency, amount]);
  }
}

function toRow(entry: LedgerEntry): object {
  return {
    transaction_id: entry.transactionId,
    account_id: entry.accountId,
    kind: entry.kind,
    status: entry.status,
    amount: entry.amount.amount,
    currency: entry.amount.currency,
    merchant: entry.kind === 'payment' ? null : cleanText(entry.merchant) || entry.merchant,
    category: entry.kind === 'payment' ? null : entry.category,
    occurred_at: entry.occurredAt.toISOString(),
  };
}
