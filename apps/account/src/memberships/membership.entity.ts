import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('memberships')
export class MembershipEntity {
  @PrimaryColumn('text', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('text', { name: 'account_id' })
  accountId!: string;

  @Column('text', { default: 'member' })
  role!: 'member' | 'owner';
}
