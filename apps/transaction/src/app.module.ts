import { Module } from '@nestjs/common';
import { SpendController } from './spend/spend.controller.ts';
import { SpendRepository } from './spend/spend.repository.ts';
import { SpendService } from './spend/spend.service.ts';
import { TransactionsController } from './transactions/transactions.controller.ts';
import { TransactionsRepository } from './transactions/transactions.repository.ts';
import { TransactionsService } from './transactions/transactions.service.ts';

@Module({
  controllers: [TransactionsController, SpendController],
  providers: [TransactionsService, TransactionsRepository, SpendService, SpendRepository],
})
export class AppModule {}
