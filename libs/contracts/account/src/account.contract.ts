import {
  contract,
  data,
  identifier,
  integerParameter,
  json,
  list,
  operation,
  pageParameters,
} from '#contracts/vocabulary';
import { examples } from './account.examples.ts';
import { account, membership } from './account.schemas.ts';
import { overview } from './overview.schemas.ts';

export const accountContract = contract('account', {
  getOverview: operation({
    method: 'GET',
    path: '/v1/accounts/{account_id}/overview',
    referencePath: '/account/overview/{account_id}',
    summary:
      "Shows the card's home screen in one call: spend, cards, latest transactions and unpaid invoices.",
    access: 'member',
    exposure: 'edge',
    params: { account_id: identifier },
    query: {
      transactions: integerParameter({ min: 0, max: 25, default: 3 }).describe(
        'How many of the latest transactions',
      ),
    },
    responses: {
      200: json('The home screen; `sections` shows which parts are available', data(overview)),
    },
    examples: examples.getOverview,
  }),
  listAccounts: operation({
    method: 'GET',
    path: '/v1/accounts',
    summary: 'Lists the companies that the signed-in user may see, by name.',
    access: 'member',
    exposure: 'edge',
    query: { ...pageParameters },
    responses: { 200: json('The companies, by name', list(account)) },
    examples: examples.listAccounts,
  }),
  getAccount: operation({
    method: 'GET',
    path: '/v1/accounts/{account_id}',
    summary: "Shows one company's name and credit limit.",
    access: 'member',
    exposure: 'edge',
    params: { account_id: identifier },
    responses: { 200: json('The company', data(account)) },
    examples: examples.getAccount,
  }),
  listMemberships: operation({
    method: 'GET',
    path: '/v1/memberships',
    summary:
      'Lists which users may see which companies, so that the identity provider can write it into their tokens.',
    access: 'machine:memberships.read',
    exposure: 'internal',
    query: {
      user_id: identifier.optional().describe('Only the companies of this user'),
      account_id: identifier.optional().describe('Only the users of this company'),
      ...pageParameters,
    },
    responses: { 200: json('The memberships, by user and company', list(membership)) },
    examples: examples.listMemberships,
  }),
});
