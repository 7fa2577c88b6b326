import { z } from 'zod';
import { identifier, money, openEnum } from '#contracts/vocabulary';

export const cardStatus = openEnum([
  'ordered',
  'inactive',
  'active',
  'frozen',
  'blocked',
  'expired',
  'closed',
]).meta({
  id: 'CardStatus',
  description:
    'ordered: not yet with the customer; inactive: delivered, waiting for activation; frozen: paused by the customer; blocked: stopped by Qred',
});

/** The problems of the operation `activateCard` have the same codes. */
export const activationRefusal = openEnum([
  'CARD_NOT_DELIVERED',
  'CARD_ALREADY_ACTIVE',
  'CARD_FROZEN',
  'CARD_BLOCKED',
  'CARD_EXPIRED',
  'CARD_CLOSED',
  'ACTIVATION_LOCKED',
]).meta({ id: 'ActivationRefusal' });

export const lastFour = z.string().regex(/^\d{4}$/, 'must be the last four digits of the card number');

export const expires = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM');

/**
 * To activate a card, the user sends `last_four` and `expires` as proof. So no response contains these values before
 * the activation.
 */
const HIDDEN_UNTIL_ACTIVATION =
  'null until the card is activated for the first time, because activation asks for it as proof that the card has arrived';

export const card = z
  .object({
    card_id: identifier,
    account_id: identifier,
    status: cardStatus,
    last_four: lastFour.nullable().meta({
      description: `The last four digits of the card number; ${HIDDEN_UNTIL_ACTIVATION}`,
    }),
    expires: expires.nullable().meta({
      description: `The last month in which the card is valid, YYYY-MM; ${HIDDEN_UNTIL_ACTIVATION}`,
    }),
    card_name: z
      .string()
      .nullable()
      .meta({ description: 'What a member calls the card; null if nobody has named it' }),
    monthly_limit: money.nullable().meta({
      description:
        'The maximum amount of purchases per calendar month in Europe/Stockholm; null if no owner has set one',
    }),
    image_url: z
      .url()
      .meta({ description: "The card's art; the address is valid for five minutes", volatile: true }),
    actions: z.object({
      activate: z.object({
        allowed: z.boolean(),
        reason: activationRefusal.nullable().meta({ description: 'Why not; null when it is allowed' }),
      }),
    }),
  })
  .meta({ id: 'Card' });

export type Card = z.output<typeof card>;
export type CardStatus = z.output<typeof cardStatus>;
export type ActivationRefusal = z.output<typeof activationRefusal>;
