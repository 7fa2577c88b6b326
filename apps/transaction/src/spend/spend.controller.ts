import { Controller } from '@nestjs/common';
import { transactionContract } from '#contracts/transaction';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { SpendService } from './spend.service.ts';

const { getSpend } = transactionContract.operations;

@Controller()
export class SpendController {
  constructor(private readonly spend: SpendService) {}

  @Implements(getSpend)
  async getSpend(@Validated() { query }: RequestTo<typeof getSpend>): Promise<JsonBody<typeof getSpend>> {
    return { data: await this.spend.spendOf(query.account_id) };
  }
}
