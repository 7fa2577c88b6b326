import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  type Card,
  activationProblems,
  card,
  cardContract,
  cardDetailsMismatch,
  cardNotFound,
} from '#contracts/card';
import { identifier, platformProblems, sek, timestamp } from '#contracts/vocabulary';
import { type PageOf, PageReader, cursorCodec } from '#libs/database';
import { ObjectStorage } from '#libs/object-storage';
import { Clock, ProblemError } from '#libs/runtime';
import type { RequestTo } from '#libs/service-kit';
import {
  type AuditRecord,
  type Outcome,
  Writes,
  changed,
  refused,
  refusedWithChange,
  unchanged,
} from '#libs/writes';
import { activationRefusal, disclosedDetails, statusOn } from './activation.ts';
import { artKey } from './art-key.ts';
import type { CardEntity } from './card.entity.ts';
import { type ActivationAttempt, CardsRepository } from './cards.repository.ts';

const { activateCard } = cardContract.operations;

/** Stored responses leave out the image URL, because it expires within minutes. */
const cardWithoutImage = card.omit({ image_url: true });
type CardWithoutImage = z.output<typeof cardWithoutImage>;

const cursors = cursorCodec(
  z.object({ orderedAt: timestamp.transform((text) => new Date(text)), cardId: identifier }),
);

interface Moment {
  readonly now: Date;
  readonly today: string;
}

@Injectable()
export class CardsService {
  constructor(
    private readonly cards: CardsRepository,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly pages: PageReader,
  ) {}

  /** Lists the latest card first. Throws INVALID_REQUEST if the cursor is from a different list. */
  async list(accountId: string, limit: number, cursor: string | undefined): Promise<PageOf<Card>> {
    const moment = this.moment();
    // All cards of an account share one image. The service presigns the image's URL while the database reads the
    // cards.
    const [imageUrl, { data, page }] = await Promise.all([
      this.storage.presignedUrl(artKey(accountId)),
      this.pages.read({
        cursors,
        filters: { account_id: accountId },
        cursor,
        limit,
        read: (rows, after) => this.cards.listByAccount(accountId, rows, after),
        positionOf: ({ orderedAt, cardId }) => ({ orderedAt, cardId }),
        schema: cardWithoutImage,
        toItem: (row) => toCard(row, moment),
      }),
    ]);
    return { data: data.map((item) => withImage(item, imageUrl)), page };
  }

  /**
   * Returns an active card if the same user activated it with the same details before. Throws CARD_NOT_FOUND or
   * CARD_DETAILS_MISMATCH. Also throws the reason why the card can't be activated, and the errors of `Writes.run`.
   */
  async activate(request: RequestTo<typeof activateCard>): Promise<Card> {
    const { params, body, caller } = request;
    const moment = this.moment();
    const attempt: ActivationAttempt = {
      cardId: params.card_id,
      accountIds: caller.accountIds,
      userId: caller.userId,
      lastFour: body.last_four,
      expires: body.expires,
      ...moment,
    };
    const write = { operation: activateCard, request, result: cardWithoutImage };
    const activated = await this.writes.run(write, (manager) => this.attempt(manager, attempt));
    return withImage(activated, await this.storage.presignedUrl(artKey(activated.account_id)));
  }

  private async attempt(
    manager: EntityManager,
    attempt: ActivationAttempt,
  ): Promise<Outcome<CardWithoutImage>> {
    const card = await this.cards.attemptActivation(manager, attempt);
    if (!card) return this.explainRefusal(manager, attempt);
    if (card.status === 'active')
      return changed(toCard(card, attempt), auditOf(card, ['status', 'activated_at', 'activated_by']));
    const mismatch = new ProblemError(
      cardDetailsMismatch,
      'Check the last four digits and the expiry on the card',
    );
    const counted = card.lockedUntil ? ['failed_attempts', 'locked_until'] : ['failed_attempts'];
    return refusedWithChange(mismatch, auditOf(card, counted));
  }

  private async explainRefusal(
    manager: EntityManager,
    attempt: ActivationAttempt,
  ): Promise<Outcome<CardWithoutImage>> {
    const { cardId, accountIds, now, today } = attempt;
    const card = await this.cards.find(manager, cardId, accountIds);
    if (!card) {
      const detail = 'None of your cards has this id';
      return refused(new ProblemError(cardNotFound, detail), null);
    }
    if (wasActivatedBy(card, attempt)) return unchanged(toCard(card, attempt), card.accountId);
    const refusal = activationRefusal(card, now, today);
    if (refusal) return refused(new ProblemError(activationProblems[refusal]), card.accountId);
    throw new ProblemError(platformProblems.unavailable, 'The card has changed in the meantime; try again');
  }

  private moment(): Moment {
    return { now: this.clock.now(), today: this.clock.today() };
  }
}

function wasActivatedBy(card: CardEntity, { userId, lastFour, expires, today }: ActivationAttempt): boolean {
  const isSame = card.activatedBy === userId && card.lastFour === lastFour && card.expires === expires;
  return isSame && statusOn(today, card) === 'active';
}

function auditOf({ cardId, accountId }: CardEntity, changedFields: readonly string[]): AuditRecord {
  return { entity: 'card', entityId: cardId, accountId, changedFields };
}

function toCard(card: CardEntity, { now, today }: Moment): CardWithoutImage {
  const reason = activationRefusal(card, now, today);
  const { lastFour, expires } = disclosedDetails(card);
  return {
    card_id: card.cardId,
    account_id: card.accountId,
    status: statusOn(today, card),
    last_four: lastFour,
    expires,
    card_name: card.cardName,
    monthly_limit: card.monthlyLimit === null ? null : sek(card.monthlyLimit),
    actions: { activate: { allowed: reason === null, reason } },
  };
}

function withImage(card: CardWithoutImage, imageUrl: string): Card {
  return { ...card, image_url: imageUrl };
}
