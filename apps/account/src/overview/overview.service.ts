import { Injectable } from '@nestjs/common';
import type { Overview } from '#contracts/account';
import { cardContract } from '#contracts/card';
import { invoiceContract } from '#contracts/invoice';
import { transactionContract } from '#contracts/transaction';
import { MAX_LIMIT, platformProblems } from '#contracts/vocabulary';
import { accountNotFound } from '#libs/auth';
import { PinoLogger } from '#libs/logging';
import { type Client, Rpc } from '#libs/rpc';
import { ServiceConfig } from '#libs/configuration';
import { type Deadline, ProblemError, TimeoutError, deadlineWithin, untilDeadline } from '#libs/runtime';
import type { AccountEntity } from '../accounts/account.entity.ts';
import { AccountsRepository } from '../accounts/accounts.repository.ts';
import { type OverviewParts, toOverview } from './overview.mapper.ts';

type Section = keyof OverviewParts;

@Injectable()
export class OverviewService {
  private readonly card: Client<typeof cardContract>;
  private readonly transaction: Client<typeof transactionContract>;
  private readonly invoice: Client<typeof invoiceContract>;

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly config: ServiceConfig,
    private readonly logger: PinoLogger,
    rpc: Rpc,
  ) {
    this.logger.setContext(OverviewService.name);
    this.card = rpc.to(cardContract);
    this.transaction = rpc.to(transactionContract);
    this.invoice = rpc.to(invoiceContract);
  }

  /**
   * `transactions` is the number of latest transactions to return. Throws ACCOUNT_NOT_FOUND, and UNAVAILABLE if the
   * account can't be read in time.
   */
  async get(accountId: string, transactions: number): Promise<Overview> {
    const deadline = deadlineWithin(this.config.rpc.deadlineMs);
    const options = { deadline };
    const ofAccount = { account_id: accountId };
    const [account, cards, spending, invoices] = await Promise.all([
      this.readAccount(accountId, deadline),
      this.ifAvailable(['cards'], 'card', this.card.listCards({ ...ofAccount, limit: MAX_LIMIT }, options)),
      this.ifAvailable(
        ['spend', 'transactions'],
        'transaction',
        this.transaction.getSpendOverview({ ...ofAccount, transactions }, options),
      ),
      this.ifAvailable(
        ['invoices'],
        'invoice',
        this.invoice.listInvoices({ ...ofAccount, status: 'unpaid', limit: MAX_LIMIT }, options),
      ),
    ]);
    if (!account) throw accountNotFound();
    return toOverview(account, {
      cards: cards && cards.data,
      spend: spending && spending.data.totals,
      transactions: spending && spending.data.transactions,
      invoices: invoices && invoices.data,
    });
  }

  private async readAccount(accountId: string, deadline: Deadline): Promise<AccountEntity | null> {
    try {
      return await untilDeadline(deadline, this.accounts.find(accountId));
    } catch (cause) {
      if (!(cause instanceof TimeoutError)) throw cause;
      throw new ProblemError(
        platformProblems.unavailable,
        'The account cannot be read at the moment; try again',
        { cause },
      );
    }
  }

  private async ifAvailable<T>(
    sections: readonly Section[],
    callee: string,
    response: Promise<T>,
  ): Promise<T | null> {
    try {
      return await response;
    } catch (err) {
      this.logger.warn({ sections, callee, err }, 'A part of the overview is unavailable');
      return null;
    }
  }
}
