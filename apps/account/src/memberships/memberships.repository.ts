import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MembershipEntity } from './membership.entity.ts';

export interface MembershipFilter {
  readonly userId: string | undefined;
  readonly accountId: string | undefined;
}

/** The position where a page ends: its last membership. */
export type MembershipPosition = Readonly<Pick<MembershipEntity, 'userId' | 'accountId'>>;

@Injectable()
export class MembershipsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Sorted by user and account, starting after `position`. Returns `limit` + 1 rows if there are more rows. The filter
   * must name a user or an account, because the position contains only the value that the filter does not name.
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
