import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Account, account } from '#contracts/account';
import { identifier } from '#contracts/vocabulary';
import { type Member, accountNotFound } from '#libs/auth';
import { type PageOf, PageReader, cursorCodec, cursorText } from '#libs/database';
import type { AccountEntity } from './account.entity.ts';
import { AccountsRepository } from './accounts.repository.ts';

const cursors = cursorCodec(z.object({ accountName: cursorText, accountId: identifier }));

@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly pages: PageReader,
  ) {}

  /** Sorts by name and omits deleted accounts. Throws INVALID_REQUEST if the cursor is from a different list. */
  list({ userId, accountIds }: Member, limit: number, cursor: string | undefined): Promise<PageOf<Account>> {
    return this.pages.read({
      cursors,
      filters: { user_id: userId },
      cursor,
      limit,
      read: (rows, after) => this.accounts.list(accountIds, rows, after),
      positionOf: ({ accountName, accountId }) => ({ accountName, accountId }),
      schema: account,
      toItem: toAccount,
    });
  }

  /** Throws ACCOUNT_NOT_FOUND. */
  async get(accountId: string): Promise<Account> {
    const row = await this.accounts.find(accountId);
    if (!row) throw accountNotFound();
    return toAccount(row);
  }
}

function toAccount({ accountId, accountName, creditLimit, currency }: AccountEntity): Account {
  return {
    account_id: accountId,
    account_name: accountName,
    credit_limit: { amount: creditLimit, currency },
  };
}
