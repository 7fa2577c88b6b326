import { Injectable } from '@nestjs/common';
import type { transactionContract } from '#contracts/transaction';
import type { JsonBody } from '#contracts/vocabulary';
import type { RequestTo } from '#libs/service-kit';

type Declared = (typeof transactionContract)['operations']['listPurchasesPerCategory'];

@Injectable()
export class ListPurchasesPerCategoryService {
  listPurchasesPerCategory(_request: RequestTo<Declared>): Promise<JsonBody<Declared>> {
    throw new Error('listPurchasesPerCategory is not built');
  }
}
