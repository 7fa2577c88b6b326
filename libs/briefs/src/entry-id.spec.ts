import type { Brief } from './brief.ts';
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
  ['the thing of the brief', {}, 'receipt id'],
  ['a thing whose plural is the source of a value', { values: [value('the receipts')] }, 'receipt id'],
  ['a thing in a state', { about: 'unseen invoice', values: [value('the invoice')] }, 'invoice id'],
  ['a purchase', { about: 'purchase', values: [value('the purchase')] }, 'transaction id'],
  [
    'a thing that a different service owns',
    { about: 'purchase overview', viewOf: 'purchase', values: [value('the purchase')] },
    'transaction id',
  ],
  [
    'a thing with a value that is calculated from a second value',
    { about: 'invoice', values: [value('the old due date plus one month'), value('the previous month')] },
    'invoice id',
  ],
  ['a thing in the response to a change of several things', { about: 'card', changes: 'freeze' }, 'card id'],
])('an entry has an id if it is %s', (_, facts, id) => {
  expect(entryIdOf(listOf(facts))).toBe(id);
});

it.each<[string, Partial<Brief>]>([
  ['the sum of several things', { about: 'shop', values: [value('the purchases in the period')] }],
  ['a group', { name: 'list purchases per shop', about: 'shop', values: [value('the shop')] }],
  ['a rank', { about: 'top shop', values: [value('the shop')] }],
  ['a thing whose id the brief names', { values: [value('the purchase', 'card id')] }],
  ['the whole response', { shows: 'one thing' }],
])('no id is added if the entry is %s', (_, facts) => {
  expect(entryIdOf(listOf(facts))).toBeUndefined();
});
