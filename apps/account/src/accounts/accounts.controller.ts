import { Controller } from '@nestjs/common';
import { accountContract } from '#contracts/account';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { AccountsService } from './accounts.service.ts';

const { listAccounts, getAccount } = accountContract.operations;

@Controller()
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Implements(listAccounts)
  listAccounts(
    @Validated() { query, caller }: RequestTo<typeof listAccounts>,
  ): Promise<JsonBody<typeof listAccounts>> {
    return this.accounts.list(caller, query.limit, query.cursor);
  }

  @Implements(getAccount)
  async getAccount(
    @Validated() { params }: RequestTo<typeof getAccount>,
  ): Promise<JsonBody<typeof getAccount>> {
    return { data: await this.accounts.get(params.account_id) };
  }
}
