export const renameCardExamples = {
  filled: {
    summary: 'Gives a card of the company another name',
    params: { card_id: 'card-company-ab' },
    body: { card_name: 'Travel' },
    response: { data: { card_name: 'Travel' } },
  },
  forbidden: {
    summary: "Another company's card does not exist",
    account: 'no-card',
    params: { card_id: 'card-company-ab' },
    body: { card_name: 'Travel' },
    problem: 'CARD_NOT_FOUND',
  },
  invalid: {
    summary: 'The value of card_name is not valid',
    params: { card_id: 'card-company-ab' },
    body: { card_name: '' },
    problem: 'INVALID_REQUEST',
  },
  'card-not-found': {
    summary: 'There is no such card',
    params: { card_id: 'card-not-found' },
    body: { card_name: 'Travel' },
    problem: 'CARD_NOT_FOUND',
  },
} as const;
