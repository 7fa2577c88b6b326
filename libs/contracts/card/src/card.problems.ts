import { problemType } from '#contracts/vocabulary';

export const cardNotFound = problemType({
  code: 'CARD_NOT_FOUND',
  status: 404,
  title: 'There is no such card',
});

export const cardDetailsMismatch = problemType({
  code: 'CARD_DETAILS_MISMATCH',
  status: 422,
  title: 'The digits or the expiry do not match the card',
});

export const activationProblems = {
  CARD_NOT_DELIVERED: problemType({
    code: 'CARD_NOT_DELIVERED',
    status: 409,
    title: 'The card is on its way and can be activated when it has arrived',
  }),
  CARD_ALREADY_ACTIVE: problemType({
    code: 'CARD_ALREADY_ACTIVE',
    status: 409,
    title: 'The card is active already',
  }),
  CARD_FROZEN: problemType({ code: 'CARD_FROZEN', status: 409, title: 'The card is frozen' }),
  CARD_BLOCKED: problemType({ code: 'CARD_BLOCKED', status: 409, title: 'The card is blocked' }),
  CARD_EXPIRED: problemType({ code: 'CARD_EXPIRED', status: 409, title: 'The card has expired' }),
  CARD_CLOSED: problemType({ code: 'CARD_CLOSED', status: 409, title: 'The card is closed' }),
  ACTIVATION_LOCKED: problemType({
    code: 'ACTIVATION_LOCKED',
    status: 409,
    title: 'Too many wrong attempts; activation is locked for a day',
  }),
} as const;
