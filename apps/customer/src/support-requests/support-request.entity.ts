import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('support_requests')
export class SupportRequestEntity {
  @PrimaryColumn('text')
  reference!: string;

  /** The sender's email address or telephone number, as typed. */
  @Column('text')
  contact!: string;

  @Column('text')
  message!: string;

  /** Null if the sender was not signed in. */
  @Column('text', { name: 'user_id', nullable: true })
  userId!: string | null;

  /** The accounts in the sender's token. */
  @Column('text', { name: 'account_ids', array: true })
  accountIds!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
