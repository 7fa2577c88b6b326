import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Account, account } from '#contracts/account';
import { type Page, identifier } from '#contracts/vocabulary';
import { type Member, accountNotFound } from '#libs/auth';
import { PageReader, cursorCodec } from '#libs/database';
import type { AccountEntity } from './account.entity.ts';
import { AccountsRepository } from './accounts.repository.ts';

const readable = z.string().regex(/^\P{Cc}*$/u);
const cursors = cursorCodec(z.object({ accountName: readable, accountId: identifier }));

@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly pages: PageReader,
  ) {}

  /** A token may name accounts that are gone; how many there are is not known without counting them. */
  async list(
    { userId, accountIds }: Member,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ data: Account[]; page: Page }> {
    const question = { user_id: userId };
    const position = cursors.decode(question, cursor);
    const { items, last } = await this.pages.read({
      limit,
      read: (rows) => this.accounts.list(accountIds, rows, position),
      positionOf: ({ accountName, accountId }) => ({ accountName, accountId }),
      schema: account,
      toItem: toAccount,
    });
    return {
      data: items,
      page: { next_cursor: last ? cursors.encode(question, last) : null, total_count: null },
    };
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
