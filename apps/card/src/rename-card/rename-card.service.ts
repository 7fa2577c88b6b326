import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { activationProblems, cardContract, cardNotFound } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';
import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes, changed, refused, unchanged } from '#libs/writes';
import { CardsRepository } from '../cards/cards.repository.ts';

const { renameCard } = cardContract.operations;
const result = renameCard.responses[200].schema.shape.data;

@Injectable()
export class RenameCardService {
  constructor(
    private readonly writes: Writes,
    private readonly cards: CardsRepository,
  ) {}

  async renameCard(request: RequestTo<typeof renameCard>): Promise<JsonBody<typeof renameCard>> {
    const write = { operation: renameCard, request, result };
    return { data: await this.writes.run(write, (manager) => this.change(manager, request)) };
  }

  private async change(
    manager: EntityManager,
    { params, body, caller }: RequestTo<typeof renameCard>,
  ): Promise<Outcome<z.output<typeof result>>> {
    const card = await this.cards.lock(manager, params.card_id, caller.accountIds);
    if (!card) return refused(new ProblemError(cardNotFound), null);
    const { cardId, accountId } = card;
    if (card.status === 'closed') return refused(new ProblemError(activationProblems.CARD_CLOSED), accountId);
    const { card_name } = body;
    if (card.cardName === card_name) return unchanged({ card_name }, accountId);
    await this.cards.rename(manager, cardId, card_name);
    return changed(
      { card_name },
      { entity: 'card', entityId: cardId, accountId, changedFields: ['card_name'] },
    );
  }
}
