import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('support_requests')
export class SupportRequestEntity {
  @PrimaryColumn('text')
  reference!: string;

  /** The address or number at which the sender wants to be reached, exactly as written. */
  @Column('text')
  contact!: string;

  @Column('text')
  message!: string;

  /** The user who sent the request. Null if the sender was not signed in. */
  @Column('text', { name: 'user_id', nullable: true })
  userId!: string | null;

  /** The accounts that the sender may see, from their token. */
  @Column('text', { name: 'account_ids', array: true })
  accountIds!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
