import { Controller } from '@nestjs/common';
import { cardContract } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { SetMonthlyCardLimitService } from './set-monthly-card-limit.service.ts';

const { setMonthlyCardLimit } = cardContract.operations;

@Controller()
export class SetMonthlyCardLimitController {
  constructor(private readonly service: SetMonthlyCardLimitService) {}

  @Implements(setMonthlyCardLimit)
  setMonthlyCardLimit(
    @Validated() request: RequestTo<typeof setMonthlyCardLimit>,
  ): Promise<JsonBody<typeof setMonthlyCardLimit>> {
    return this.service.setMonthlyCardLimit(request);
  }
}
