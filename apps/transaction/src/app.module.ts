import { Module } from '@nestjs/common';
import { SpendOverviewController } from './spend-overview/spend-overview.controller.ts';
import { SpendOverviewService } from './spend-overview/spend-overview.service.ts';
import { SpendController } from './spend/spend.controller.ts';
import { SpendRepository } from './spend/spend.repository.ts';
import { SpendService } from './spend/spend.service.ts';
import { TransactionsController } from './transactions/transactions.controller.ts';
import { TransactionsRepository } from './transactions/transactions.repository.ts';
import { TransactionsService } from './transactions/transactions.service.ts';
import { ListPurchasesPerCategoryController } from './list-purchases-per-category/list-purchases-per-category.controller.ts';
import { ListPurchasesPerCategoryService } from './list-purchases-per-category/list-purchases-per-category.service.ts';

@Module({
  controllers: [
    TransactionsController,
    SpendController,
    SpendOverviewController,
    ListPurchasesPerCategoryController,
  ],
  providers: [
    TransactionsService,
    TransactionsRepository,
    SpendService,
    SpendRepository,
    SpendOverviewService,
    ListPurchasesPerCategoryService,
  ],
})
export class AppModule {}
