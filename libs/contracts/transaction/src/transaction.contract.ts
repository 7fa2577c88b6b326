import { z } from 'zod';
import {
  calendarDate,
  contract,
  data,
  identifier,
  integerParameter,
  json,
  list,
  operation,
  pageParameters,
  searchText,
} from '#contracts/vocabulary';
import { examples } from './transaction.examples.ts';
import { spend, spendOverview, transaction } from './transaction.schemas.ts';
import { listPurchasesPerCategoryExamples } from './list-purchases-per-category.examples.ts';
import { purchaseCategory } from './list-purchases-per-category.schemas.ts';

export const transactionContract = contract('transaction', {
  listTransactions: operation({
    method: 'GET',
    path: '/v1/transactions',
    summary: 'Lists the purchases and refunds of a company, latest first, and searches and filters them.',
    access: 'member',
    exposure: 'edge',
    query: {
      account_id: identifier,
      ...pageParameters,
      from: calendarDate.optional().describe('The first day, in Europe/Stockholm'),
      to: calendarDate.optional().describe('The last day, in Europe/Stockholm'),
      status: z
        .enum(['pending', 'posted', 'reversed', 'refunded'])
        .optional()
        .describe('Without it, the list contains pending and posted transactions'),
      text: searchText({ min: 2, max: 64 })
        .optional()
        .describe("A part of the merchant's name; upper and lower case are equal"),
    },
    responses: { 200: json('The transactions, latest first', list(transaction)) },
    examples: examples.listTransactions,
  }),
  getSpend: operation({
    method: 'GET',
    path: '/v1/spend',
    summary:
      'Shows how much of its limit a company has spent, how much of that is held, and how much remains.',
    access: 'member',
    exposure: 'edge',
    query: { account_id: identifier },
    responses: { 200: json('Limit, spent, held and remaining, which always add up', data(spend)) },
    examples: examples.getSpend,
  }),
  getSpendOverview: operation({
    method: 'GET',
    path: '/v1/spend/overview',
    summary: 'Shows the spend and the latest transactions of a company in one call, for its home screen.',
    access: 'member',
    exposure: 'internal',
    query: {
      account_id: identifier,
      transactions: integerParameter({ min: 0, max: 25, default: 3 }).describe(
        'How many of the latest transactions',
      ),
    },
    responses: { 200: json('The spend and the latest transactions', data(spendOverview)) },
    examples: examples.getSpendOverview,
  }),
  listPurchasesPerCategory: operation({
    method: 'GET',
    path: '/v1/purchase-categories',
    summary: 'Shows how much the company spent on each kind of purchase in a period.',
    access: 'member',
    exposure: 'edge',
    query: {
      account_id: identifier,
      ...pageParameters,
      from: calendarDate
        .optional()
        .describe('The first day, in Europe/Stockholm; by default, the first of the month'),
      to: calendarDate.optional().describe('The last day, in Europe/Stockholm; by default, today'),
    },
    responses: {
      200: json(
        'The list, one entry for each purchase category; the largest amount first',
        list(purchaseCategory),
      ),
    },
    examples: listPurchasesPerCategoryExamples,
  }),
});
