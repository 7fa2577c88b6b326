import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CardStatus } from '#contracts/card';
import { minorUnits } from '#libs/database';

/** Responses can show a different status: `statusOn` returns `expired` for a card after its last month. */
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

  /** The last month in which the card is valid, YYYY-MM. */
  @Column('text')
  expires!: string;

  @Column('timestamptz', { name: 'ordered_at' })
  orderedAt!: Date;

  @Column('timestamptz', { name: 'activated_at', nullable: true })
  activatedAt!: Date | null;

  /** Null if the card was activated before the service recorded users. */
  @Column('text', { name: 'activated_by', nullable: true })
  activatedBy!: string | null;

  /** The number of wrong activation attempts since the last lock. */
  @Column('smallint', { name: 'failed_attempts', default: 0 })
  failedAttempts!: number;

  @Column('timestamptz', { name: 'locked_until', nullable: true })
  lockedUntil!: Date | null;

  @Column('text', { name: 'loss_reason', nullable: true })
  lossReason!: 'lost' | 'stolen' | null;

  @Column('timestamptz', { name: 'loss_reported_at', nullable: true })
  lossReportedAt!: Date | null;

  /** The limit in öre per calendar month. Null if no owner has set a limit. */
  @Column('bigint', { name: 'monthly_limit', nullable: true, transformer: minorUnits })
  monthlyLimit!: number | null;

  /** The name that a member gave the card. Null if the card has no name. */
  @Column('text', { name: 'card_name', nullable: true })
  cardName!: string | null;
}
