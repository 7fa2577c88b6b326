import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PreparedRead } from '#libs/database';
import { AccountEntity } from './account.entity.ts';

export interface AccountPosition {
  readonly accountName: string;
  readonly accountId: string;
}

@Injectable()
export class AccountsRepository {
  private readonly byId: PreparedRead<AccountEntity>;

  constructor(private readonly database: DataSource) {
    this.byId = new PreparedRead(database, AccountEntity, 'WHERE account_id = $1');
  }

  find(accountId: string): Promise<AccountEntity | null> {
    return this.byId.first([accountId]);
  }

  /** Lists accounts by name, starting after `position`. Returns one row more than `limit` if there is a next page. */
  list(
    accountIds: readonly string[],
    limit: number,
    position: AccountPosition | undefined,
  ): Promise<AccountEntity[]> {
    const query = this.database
      .getRepository(AccountEntity)
      .createQueryBuilder('account')
      .where('account.account_id = ANY(:accountIds)', { accountIds })
      .orderBy('account.account_name')
      .addOrderBy('account.account_id')
      .limit(limit + 1);
    if (position)
      query.andWhere('(account.account_name, account.account_id) > (:accountName, :accountId)', {
        ...position,
      });
    return query.getMany();
  }
}
