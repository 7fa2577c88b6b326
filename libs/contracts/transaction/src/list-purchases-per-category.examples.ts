import { sek } from '#contracts/vocabulary';

export const listPurchasesPerCategoryExamples = {
  filled: {
    summary: 'Shows how much the company spent on each kind of purchase in a period',
    query: { account_id: 'company-ab', from: '2026-06-01', to: '2026-06-30' },
    response: {
      data: [
        { category: 'Cars and fuel', spent_amount: sek(57_800) },
        { category: 'Tools and electronics', spent_amount: sek(34_900) },
        { category: 'Restaurants', spent_amount: sek(26_400) },
        { category: 'Office supplies', spent_amount: sek(14_200) },
        { category: 'Travel', spent_amount: sek(4_300) },
        { category: 'Food', spent_amount: sek(3_950) },
      ],
      page: { next_cursor: null, total_count: null },
    },
  },
  empty: {
    summary: 'Nothing was bought in this period',
    query: { account_id: 'no-transactions', from: '2026-06-01', to: '2026-06-30' },
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
