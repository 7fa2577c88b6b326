import type { Brief } from '../answers/brief.ts';
import { entryIdOf } from './entry-id.ts';

const value = (from: string, name = 'amount'): Brief['values'][number] => ({
  name,
  from,
  example: '845 kr',
  sometimes_missing: 'no',
});

const listOf = (facts: Partial<Brief>): Parameters<typeof entryIdOf>[0] => ({
  ...{ service: 'transaction', does: 'Shows them.', find_by: [], when_nothing: 'There is none' },
  ...{ who: 'members of the company', changes: 'no', send: [], goes_wrong: [] },
  ...{ name: 'list receipts', about: 'receipt', shows: 'a list', values: [value('the receipt')] },
  ...facts,
});

it.each<[string, Partial<Brief>, string]>([
  ['the resource in the brief', {}, 'receipt id'],
  ['a receipt with a value from the receipts', { values: [value('the receipts')] }, 'receipt id'],
  ['an invoice in a state', { about: 'unseen invoice', values: [value('the invoice')] }, 'invoice id'],
  ['an order that waits', { about: 'waiting order', values: [value('the order')] }, 'order id'],
  ['a purchase', { about: 'purchase', values: [value('the purchase')] }, 'transaction id'],
  [
    'a purchase that a different service owns',
    { about: 'purchase overview', viewOf: 'purchase', values: [value('the purchase')] },
    'transaction id',
  ],
  [
    'an invoice with a value that is calculated from a second value',
    { about: 'invoice', values: [value('the old due date plus one month'), value('the previous month')] },
    'invoice id',
  ],
  [
    'a supplier with a count of its invoices',
    { name: 'list suppliers', about: 'supplier', values: [value('the supplier'), value('the invoices')] },
    'supplier id',
  ],
  ['a thing that a possessive names', { values: [value("the supplier's receipt")] }, 'receipt id'],
  ['a receipt with a count of days', { values: [value('the days since the purchase')] }, 'receipt id'],
  [
    'a purchase that most values come from, beside a value of another service',
    {
      about: 'missing receipt',
      values: [
        value('the purchase'),
        value('the purchase', 'shop'),
        { ...value('the person who has the card', 'employee'), service: 'card' },
        value('the days since the purchase', 'days'),
      ],
    },
    'transaction id',
  ],
  ['a card in the response to a change of several cards', { about: 'card', changes: 'freeze' }, 'card id'],
])('an entry of a list has an id if it is %s', (_, facts, id) => {
  expect(entryIdOf(listOf(facts))).toBe(id);
});

it.each<[string, Partial<Brief>]>([
  ['the sum of several purchases', { about: 'shop', values: [value('the purchases in the period')] }],
  ['a group', { name: 'list purchases per shop', about: 'shop', values: [value('the shop')] }],
  ['a comparison', { name: 'compare receipts', values: [value('the receipt')] }],
  ['a rank', { about: 'top shop', values: [value('the shop')] }],
  ['a receipt with an id in the brief', { values: [value('the purchase', 'card id')] }],
  ['the whole response', { shows: 'one thing' }],
])('an entry gets no additional id if it is %s', (_, facts) => {
  expect(entryIdOf(listOf(facts))).toBeUndefined();
});
