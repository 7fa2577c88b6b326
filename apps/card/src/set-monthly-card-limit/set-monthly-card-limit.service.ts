import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { activationProblems, cardContract, cardNotFound } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import { authorizeOwner } from '#libs/auth';
import { ProblemError } from '#libs/runtime';
import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes, changed, refused, unchanged } from '#libs/writes';
import { CardsRepository } from '../cards/cards.repository.ts';

const { setMonthlyCardLimit } = cardContract.operations;
const result = setMonthlyCardLimit.responses[200].schema.shape.data;

@Injectable()
export class SetMonthlyCardLimitService {
  constructor(
    private readonly writes: Writes,
    private readonly cards: CardsRepository,
  ) {}

  async setMonthlyCardLimit(
    request: RequestTo<typeof setMonthlyCardLimit>,
  ): Promise<JsonBody<typeof setMonthlyCardLimit>> {
    const write = { operation: setMonthlyCardLimit, request, result };
    return { data: await this.writes.run(write, (manager) => this.change(manager, request)) };
  }

  private async change(
    manager: EntityManager,
    { params, body, caller }: RequestTo<typeof setMonthlyCardLimit>,
  ): Promise<Outcome<z.output<typeof result>>> {
    const card = await this.cards.lock(manager, params.card_id, caller.accountIds);
    if (!card) return refused(new ProblemError(cardNotFound), null);
    const { cardId, accountId } = card;
    authorizeOwner(caller, accountId);
    if (card.status === 'closed') return refused(new ProblemError(activationProblems.CARD_CLOSED), accountId);
    const { monthly_limit } = body;
    if (card.monthlyLimit === monthly_limit.amount) return unchanged({ monthly_limit }, accountId);
    await this.cards.setMonthlyLimit(manager, cardId, monthly_limit.amount);
    return changed(
      { monthly_limit },
      { entity: 'card', entityId: cardId, accountId, changedFields: ['monthly_limit'] },
    );
  }
}
