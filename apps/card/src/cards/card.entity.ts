import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CardStatus } from '#contracts/card';

/** What is stored; a card that is past its last month is shown as expired all the same. */
export type StoredStatus = Exclude<CardStatus, 'unknown'>;

@Entity('cards')
export class CardEntity {
  @PrimaryColumn('text', { name: 'card_id' })
  cardId!: string;

  @Column('text', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  status!: StoredStatus;

  @Column('text', { name: 'last_four' })
  lastFour!: string;

  /** The last month in which it is valid, YYYY-MM. */
  @Column('text')
  expires!: string;

  @Column('timestamptz', { name: 'ordered_at' })
  orderedAt!: Date;

  @Column('timestamptz', { name: 'activated_at', nullable: true })
  activatedAt!: Date | null;

  /** The user whose request activated it; null for a card that was activated before this was recorded. */
  @Column('text', { name: 'activated_by', nullable: true })
  activatedBy!: string | null;

  /** Wrong attempts at activation since the last lock. */
  @Column('smallint', { name: 'failed_attempts', default: 0 })
  failedAttempts!: number;

  @Column('timestamptz', { name: 'locked_until', nullable: true })
  lockedUntil!: Date | null;
}
