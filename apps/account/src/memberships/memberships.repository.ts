import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MembershipEntity } from './membership.entity.ts';

export interface MembershipFilter {
  readonly userId: string | undefined;
  readonly accountId: string | undefined;
}

export type MembershipPosition = Readonly<Pick<MembershipEntity, 'userId' | 'accountId'>>;

@Injectable()
export class MembershipsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Lists memberships by user and account, starting after `position`. Returns one row more than `limit` if there is a
   * next page. The filter must name a user or an account, because the query compares only one field with `position`.
   */
  list(
    { userId, accountId }: MembershipFilter,
    limit: number,
    position: MembershipPosition | undefined,
  ): Promise<MembershipEntity[]> {
    const query = this.database
      .getRepository(MembershipEntity)
      .createQueryBuilder('membership')
      .orderBy('membership.user_id')
      .addOrderBy('membership.account_id')
      .limit(limit + 1);
    if (userId !== undefined) query.andWhere('membership.user_id = :userId', { userId });
    if (accountId !== undefined) query.andWhere('membership.account_id = :accountId', { accountId });
    if (position && userId !== undefined)
      query.andWhere('membership.account_id > :afterAccount', { afterAccount: position.accountId });
    if (position && userId === undefined)
      query.andWhere('membership.user_id > :afterUser', { afterUser: position.userId });
    return query.getMany();
  }
}
