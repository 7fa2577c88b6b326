import { Controller } from '@nestjs/common';
import { cardContract } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { CardsService } from './cards.service.ts';

const { listCards, activateCard } = cardContract.operations;

@Controller()
export class CardsController {
  constructor(private readonly cards: CardsService) {}

  @Implements(listCards)
  listCards(@Validated() { query }: RequestTo<typeof listCards>): Promise<JsonBody<typeof listCards>> {
    return this.cards.list(query.account_id, query.limit, query.cursor);
  }

  @Implements(activateCard)
  async activateCard(
    @Validated() request: RequestTo<typeof activateCard>,
  ): Promise<JsonBody<typeof activateCard>> {
    return { data: await this.cards.activate(request) };
  }
}
