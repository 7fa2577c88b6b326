import { z } from 'zod';
import {
  contract,
  data,
  html,
  identifier,
  json,
  list,
  openEnum,
  operation,
  pageParameters,
} from '#contracts/vocabulary';
import { describeOperation } from './read-operations.ts';

const card = z.object({ card_id: identifier, status: openEnum(['active', 'blocked']).optional() });

const { listCards, orderCard, showPage } = contract('card', {
  listCards: operation({
    method: 'GET',
    path: '/v1/cards',
    referencePath: '/cards',
    summary: 'Lists cards.',
    access: 'member',
    exposure: 'edge',
    query: {
      account_id: identifier,
      status: z.enum(['active', 'frozen']).optional(),
      ...pageParameters,
    },
    responses: { 200: json('The cards', list(card)) },
  }),
  orderCard: operation({
    method: 'POST',
    path: '/v1/cards',
    summary: 'Orders a card.',
    access: 'owner',
    exposure: 'edge',
    body: { name: z.string() },
    responses: { 201: json('The card', data(card)) },
  }),
  showPage: operation({
    method: 'GET',
    path: '/page',
    summary: 'Shows a page.',
    access: 'public',
    exposure: 'edge',
    responses: { 200: html('The page') },
  }),
}).operations;

describe('describeOperation', () => {
  it('merges the choices of a filter and of the field with the same name', () => {
    expect(describeOperation(listCards)).toEqual({
      id: 'listCards',
      method: 'GET',
      paths: ['/v1/cards', '/cards'],
      summary: 'Lists cards.',
      access: 'member',
      sends: [],
      shows: ['card_id', 'status'],
      isList: true,
      filters: ['status'],
      choices: { status: ['active', 'blocked', 'frozen'] },
    });
  });

  it('finds the names of the fields in the request and the response', () => {
    expect(describeOperation(orderCard)).toMatchObject({
      sends: ['name'],
      shows: ['card_id', 'status'],
      isList: false,
    });
  });

  it('finds no fields in a response without JSON', () => {
    expect(describeOperation(showPage)).toMatchObject({ sends: [], shows: [], isList: false, choices: {} });
  });
});
