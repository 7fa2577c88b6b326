import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('support_requests')
export class SupportRequestEntity {
  @PrimaryColumn('text')
  reference!: string;

  /** How to reach the sender, in their own words. */
  @Column('text')
  contact!: string;

  @Column('text')
  message!: string;

  /** Who was signed in; null for anybody else. */
  @Column('text', { name: 'user_id', nullable: true })
  userId!: string | null;

  /** The accounts that the sender may see, from their token. */
  @Column('text', { name: 'account_ids', array: true })
  accountIds!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
