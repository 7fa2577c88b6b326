export const reportLostCardExamples = {
  filled: {
    summary: 'Reports a card as lost or stolen, so that it can never be used again',
    params: { card_id: 'card-company-ab' },
    body: { reason: 'lost' },
    response: { data: { status: 'blocked', reported_at: '2026-06-15T12:00:00Z', replacement_offered: true } },
  },
  forbidden: {
    summary: "Another company's card does not exist",
    account: 'no-card',
    params: { card_id: 'card-company-ab' },
    body: { reason: 'lost' },
    problem: 'CARD_NOT_FOUND',
  },
  invalid: {
    summary: 'The value of reason is not valid',
    params: { card_id: 'card-company-ab' },
    body: { reason: 'none_of_these' },
    problem: 'INVALID_REQUEST',
  },
  'card-not-found': {
    summary: 'There is no such card',
    params: { card_id: 'card-not-found' },
    body: { reason: 'lost' },
    problem: 'CARD_NOT_FOUND',
  },
  'card-reported-already': {
    summary: 'The card is reported as lost already',
    account: 'card-blocked',
    params: { card_id: 'card-card-blocked' },
    body: { reason: 'lost' },
    problem: 'CARD_REPORTED_ALREADY',
  },
} as const;
