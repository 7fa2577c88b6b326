import { sek } from '#contracts/vocabulary';

export const listPurchasesPerCategoryExamples = {
  filled: {
    summary: 'Shows how much the company spent on each kind of purchase in a period',
    query: { account_id: 'company-ab', from: '2026-06-01', to: '2026-06-30' },
    response: {
      data: [{ category: 'Office supplies', spent_amount: sek(540000) }],
      page: { next_cursor: null, total_count: null },
    },
  },
  empty: {
    summary: 'Nothing was bought in this period',
    query: { account_id: 'no-purchase-category', from: '2026-06-01', to: '2026-06-30' },
    response: { data: [], page: { next_cursor: null, total_count: null } },
  },
  forbidden: {
    summary: "Another company's purchase category does not exist",
    account: 'no-card',
    query: { account_id: 'company-ab', from: '2026-06-01', to: '2026-06-30' },
    problem: 'ACCOUNT_NOT_FOUND',
  },
  invalid: {
    summary: 'The limit is 0',
    query: { account_id: 'company-ab', from: '2026-06-01', to: '2026-06-30', limit: '0' },
    problem: 'INVALID_REQUEST',
  },
} as const;
