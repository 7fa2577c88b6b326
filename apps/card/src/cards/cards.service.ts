import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Card, activationProblems, cardDetailsMismatch, cardNotFound } from '#contracts/card';
import { type Page, identifier, platformProblems, timestamp } from '#contracts/vocabulary';
import { cursorCodec, takePage } from '#libs/database';
import { ObjectStorage } from '#libs/object-storage';
import { Clock, ProblemError } from '#libs/runtime';
import { activationRefusal, disclosedDetails, statusOn } from './activation.ts';
import { artKey } from './art-key.ts';
import type { CardEntity } from './card.entity.ts';
import { CardsRepository } from './cards.repository.ts';

const cursors = cursorCodec(
  z.object({ orderedAt: timestamp.transform((text) => new Date(text)), cardId: identifier }),
);

/** The time, and the date that people see then. */
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
  ) {}

  /** One page, latest first. Throws INVALID_REQUEST for a cursor of another list. */
  async list(
    accountId: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ data: Card[]; page: Page }> {
    const question = { account_id: accountId };
    const position = cursors.decode(question, cursor);
    // The art belongs to the account, so its address is presigned while the database looks for the cards.
    const [imageUrl, rows] = await Promise.all([
      this.storage.presignedUrl(artKey(accountId)),
      this.cards.listByAccount(accountId, limit, position),
    ]);
    const { items, last } = takePage(rows, limit);
    const moment = this.moment();
    return {
      data: items.map((card) => toCard(card, imageUrl, moment)),
      page: {
        next_cursor: last
          ? cursors.encode(question, { orderedAt: last.orderedAt, cardId: last.cardId })
          : null,
        total_count: null,
      },
    };
  }

  /** Throws CARD_NOT_FOUND, CARD_DETAILS_MISMATCH, or the reason why the card can't be activated. */
  async activate(
    cardId: string,
    accountIds: readonly string[],
    printed: { readonly last_four: string; readonly expires: string },
  ): Promise<Card> {
    const moment = this.moment();
    const card = await this.cards.attemptActivation({
      cardId,
      accountIds,
      lastFour: printed.last_four,
      expires: printed.expires,
      ...moment,
    });
    if (!card) throw await this.refusalOf(cardId, accountIds, moment);
    if (card.status !== 'active')
      throw new ProblemError(cardDetailsMismatch, 'Check the last four digits and the expiry on the card');
    return toCard(card, await this.storage.presignedUrl(artKey(card.accountId)), moment);
  }

  private async refusalOf(
    cardId: string,
    accountIds: readonly string[],
    { now, today }: Moment,
  ): Promise<ProblemError> {
    const card = await this.cards.find(cardId, accountIds);
    if (!card)
      return new ProblemError(cardNotFound, 'There is no card with this id among those that you may see');
    const refusal = activationRefusal(card, now, today);
    if (refusal) return new ProblemError(activationProblems[refusal]);
    return new ProblemError(platformProblems.unavailable, 'The card has changed in the meantime; try again');
  }

  private moment(): Moment {
    return { now: this.clock.now(), today: this.clock.today() };
  }
}

function toCard(card: CardEntity, imageUrl: string, { now, today }: Moment): Card {
  const reason = activationRefusal(card, now, today);
  const { lastFour, expires } = disclosedDetails(card);
  return {
    card_id: card.cardId,
    account_id: card.accountId,
    status: statusOn(today, card),
    last_four: lastFour,
    expires,
    image_url: imageUrl,
    actions: { activate: { allowed: reason === null, reason } },
  };
}
