import { Controller } from '@nestjs/common';
import { accountContract } from '#contracts/account';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { OverviewService } from './overview.service.ts';

const { getOverview } = accountContract.operations;

@Controller()
export class OverviewController {
  constructor(private readonly overviews: OverviewService) {}

  @Implements(getOverview)
  async getOverview(
    @Validated() { params, query }: RequestTo<typeof getOverview>,
  ): Promise<JsonBody<typeof getOverview>> {
    return { data: await this.overviews.get(params.account_id, query.transactions) };
  }
}
