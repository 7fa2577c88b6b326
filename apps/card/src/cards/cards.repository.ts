import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PreparedRead } from '#libs/database';
import { CardEntity } from './card.entity.ts';
import { LOCK_MS, MAX_ATTEMPTS, monthOf } from './activation.ts';

export interface CardPosition {
  readonly orderedAt: Date;
  readonly cardId: string;
}

/** A row that TypeORM has not converted. The driver pg returns a bigint as text. */
type RawCard = Omit<CardEntity, 'monthlyLimit'> & { readonly monthlyLimit: string | null };

export interface ActivationAttempt {
  readonly cardId: string;
  readonly accountIds: readonly string[];
  readonly userId: string;
  readonly lastFour: string;
  readonly expires: string;
  readonly now: Date;
  readonly today: string;
}

const MATCHES = `(last_four = $3 AND expires = $4)`;
const FAILURES = `(CASE WHEN locked_until IS NULL THEN failed_attempts ELSE 0 END + 1)`;

const ATTEMPT_ACTIVATION = `
  UPDATE cards SET
    status = CASE WHEN ${MATCHES} THEN 'active' ELSE status END,
    activated_at = CASE WHEN ${MATCHES} THEN $5::timestamptz END,
    activated_by = CASE WHEN ${MATCHES} THEN $9 END,
    failed_attempts = CASE WHEN ${MATCHES} THEN 0 ELSE ${FAILURES} END,
    locked_until = CASE WHEN NOT ${MATCHES} AND ${FAILURES} >= $7 THEN $8::timestamptz END
  WHERE card_id = $1 AND account_id = ANY($2)
    AND status = 'inactive' AND expires >= $6 AND (locked_until IS NULL OR locked_until <= $5)
  RETURNING card_id AS "cardId", account_id AS "accountId", status, last_four AS "lastFour", expires,
    ordered_at AS "orderedAt", activated_at AS "activatedAt", activated_by AS "activatedBy",
    failed_attempts AS "failedAttempts", locked_until AS "lockedUntil", monthly_limit AS "monthlyLimit",
    card_name AS "cardName"
`;

const LATEST_FIRST = 'ORDER BY ordered_at DESC, card_id DESC';

@Injectable()
export class CardsRepository {
  private readonly firstPage: PreparedRead<CardEntity>;
  private readonly laterPage: PreparedRead<CardEntity>;

  constructor(database: DataSource) {
    this.firstPage = new PreparedRead(database, CardEntity, `WHERE account_id = $1 ${LATEST_FIRST} LIMIT $2`);
    this.laterPage = new PreparedRead(
      database,
      CardEntity,
      `WHERE account_id = $1 AND (ordered_at, card_id) < ($3, $4) ${LATEST_FIRST} LIMIT $2`,
    );
  }

  /**
   * Starts after `position`, with the latest card first. Returns one row more than `limit` if there is a next page.
   */
  listByAccount(accountId: string, limit: number, position: CardPosition | undefined): Promise<CardEntity[]> {
    return position
      ? this.laterPage.all([accountId, limit + 1, position.orderedAt, position.cardId])
      : this.firstPage.all([accountId, limit + 1]);
  }

  find(manager: EntityManager, cardId: string, accountIds: readonly string[]): Promise<CardEntity | null> {
    return this.cardOf(manager, cardId, accountIds).getOne();
  }

  lock(manager: EntityManager, cardId: string, accountIds: readonly string[]): Promise<CardEntity | null> {
    return this.cardOf(manager, cardId, accountIds).setLock('pessimistic_write').getOne();
  }

  async reportLoss(
    manager: EntityManager,
    cardId: string,
    report: Pick<CardEntity, 'lossReason' | 'lossReportedAt'>,
  ): Promise<void> {
    await manager.update(CardEntity, { cardId }, { status: 'blocked', ...report });
  }

  async setMonthlyLimit(manager: EntityManager, cardId: string, monthlyLimit: number): Promise<void> {
    await manager.update(CardEntity, { cardId }, { monthlyLimit });
  }

  async rename(manager: EntityManager, cardId: string, cardName: string): Promise<void> {
    await manager.update(CardEntity, { cardId }, { cardName });
  }

  /**
   * Activates the card if the details match, and otherwise counts a wrong attempt. A single statement compares the
   * details and counts, so concurrent attempts are counted one by one. Returns null if the card can't be activated.
   */
  async attemptActivation(manager: EntityManager, attempt: ActivationAttempt): Promise<CardEntity | null> {
    const { cardId, accountIds, userId, lastFour, expires, now, today } = attempt;
    const [[row]] = await manager.query<[RawCard[], number]>(ATTEMPT_ACTIVATION, [
      cardId,
      accountIds,
      lastFour,
      expires,
      now,
      monthOf(today),
      MAX_ATTEMPTS,
      new Date(now.getTime() + LOCK_MS),
      userId,
    ]);
    if (!row) return null;
    return { ...row, monthlyLimit: row.monthlyLimit === null ? null : Number(row.monthlyLimit) };
  }

  private cardOf(manager: EntityManager, cardId: string, accountIds: readonly string[]) {
    return manager
      .getRepository(CardEntity)
      .createQueryBuilder('card')
      .where('card.card_id = :cardId AND card.account_id = ANY(:accountIds)', { cardId, accountIds });
  }
}
