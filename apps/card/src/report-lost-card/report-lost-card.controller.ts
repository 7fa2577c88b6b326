import { Controller } from '@nestjs/common';
import { cardContract } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { ReportLostCardService } from './report-lost-card.service.ts';

const { reportLostCard } = cardContract.operations;

@Controller()
export class ReportLostCardController {
  constructor(private readonly service: ReportLostCardService) {}

  @Implements(reportLostCard)
  reportLostCard(
    @Validated() request: RequestTo<typeof reportLostCard>,
  ): Promise<JsonBody<typeof reportLostCard>> {
    return this.service.reportLostCard(request);
  }
}
