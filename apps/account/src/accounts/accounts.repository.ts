import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountEntity } from './account.entity.ts';

/** Where a page ends: the sort key of its last account. */
export interface AccountPosition {
  readonly accountName: string;
  readonly accountId: string;
}

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: DataSource) {}

  /** Null where there is none. */
  find(accountId: string): Promise<AccountEntity | null> {
    return this.accounts
      .createQueryBuilder('account')
      .where('account.account_id = :accountId', { accountId })
      .getOne();
  }

  /** Those with one of these ids, by name, from after `position`; one more than `limit`, to tell whether there are more. */
  list(
    accountIds: readonly string[],
    limit: number,
    position: AccountPosition | undefined,
  ): Promise<AccountEntity[]> {
    const query = this.accounts
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

  private get accounts() {
    return this.database.getRepository(AccountEntity);
  }
}
