import { Controller } from '@nestjs/common';
import { transactionContract } from '#contracts/transaction';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { SpendOverviewService } from './spend-overview.service.ts';

const { getSpendOverview } = transactionContract.operations;

@Controller()
export class SpendOverviewController {
  constructor(private readonly overviews: SpendOverviewService) {}

  @Implements(getSpendOverview)
  async getSpendOverview(
    @Validated() { query }: RequestTo<typeof getSpendOverview>,
  ): Promise<JsonBody<typeof getSpendOverview>> {
    return { data: await this.overviews.get(query.account_id, query.transactions) };
  }
}
