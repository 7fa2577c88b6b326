import { sek } from '#contracts/vocabulary';

export const setMonthlyCardLimitExamples = {
  filled: {
    summary: "Sets how much may be bought with one employee's card each month",
    params: { card_id: 'card-company-ab' },
    body: { monthly_limit: sek(500000) },
    response: { data: { monthly_limit: sek(500000) } },
  },
  forbidden: {
    summary: "Another company's card does not exist",
    account: 'no-card',
    params: { card_id: 'card-company-ab' },
    body: { monthly_limit: sek(500000) },
    problem: 'CARD_NOT_FOUND',
  },
  'forbidden-member': {
    summary: 'A member who does not own the company',
    as: 'member',
    params: { card_id: 'card-company-ab' },
    body: { monthly_limit: sek(500000) },
    problem: 'FORBIDDEN',
  },
  invalid: {
    summary: 'The value of monthly_limit is not valid',
    params: { card_id: 'card-company-ab' },
    body: { monthly_limit: sek(-500) },
    problem: 'INVALID_REQUEST',
  },
  'card-not-found': {
    summary: 'There is no such card',
    params: { card_id: 'card-not-found' },
    body: { monthly_limit: sek(500000) },
    problem: 'CARD_NOT_FOUND',
  },
} as const;
