import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { activationProblems, cardContract, cardNotFound, cardReportedAlready } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import { Clock, ProblemError } from '#libs/runtime';
import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes, changed, refused } from '#libs/writes';
import { statusOn } from '../cards/activation.ts';
import { CardsRepository } from '../cards/cards.repository.ts';

const { reportLostCard } = cardContract.operations;
const result = reportLostCard.responses[200].schema.shape.data;

@Injectable()
export class ReportLostCardService {
  constructor(
    private readonly writes: Writes,
    private readonly cards: CardsRepository,
    private readonly clock: Clock,
  ) {}

  async reportLostCard(request: RequestTo<typeof reportLostCard>): Promise<JsonBody<typeof reportLostCard>> {
    const write = { operation: reportLostCard, request, result };
    return { data: await this.writes.run(write, (manager) => this.change(manager, request)) };
  }

  private async change(
    manager: EntityManager,
    { params, body, caller }: RequestTo<typeof reportLostCard>,
  ): Promise<Outcome<z.output<typeof result>>> {
    const card = await this.cards.lock(manager, params.card_id, caller.accountIds);
    if (!card) return refused(new ProblemError(cardNotFound), null);
    const { cardId, accountId } = card;
    if (card.status === 'closed') return refused(new ProblemError(activationProblems.CARD_CLOSED), accountId);
    if (card.lossReportedAt) return refused(new ProblemError(cardReportedAlready), accountId);
    const lossReportedAt = this.clock.now();
    await this.cards.reportLoss(manager, cardId, { lossReason: body.reason, lossReportedAt });
    return changed(
      {
        status: 'blocked',
        reported_at: lossReportedAt.toISOString(),
        replacement_offered: statusOn(this.clock.today(), card) !== 'expired',
      },
      {
        entity: 'card',
        entityId: cardId,
        accountId,
        changedFields: ['status', 'loss_reason', 'loss_reported_at'],
      },
    );
  }
}
