import { Controller } from '@nestjs/common';
import { transactionContract } from '#contracts/transaction';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { ListPurchasesPerCategoryService } from './list-purchases-per-category.service.ts';

const { listPurchasesPerCategory } = transactionContract.operations;

@Controller()
export class ListPurchasesPerCategoryController {
  constructor(private readonly service: ListPurchasesPerCategoryService) {}

  @Implements(listPurchasesPerCategory)
  listPurchasesPerCategory(
    @Validated() request: RequestTo<typeof listPurchasesPerCategory>,
  ): Promise<JsonBody<typeof listPurchasesPerCategory>> {
    return this.service.listPurchasesPerCategory(request);
  }
}
