import { stringify } from 'yaml';
import { checkBrief } from './check-brief.ts';
import type { Existing } from './existing.ts';

const existing: Existing = {
  services: [{ name: 'account', purpose: 'Companies.', calls: [] }],
  operations: [
    {
      service: 'account',
      id: 'getOverview',
      method: 'GET',
      paths: ['/v1/accounts/{account_id}/overview'],
      summary: 'Shows the home screen.',
    },
  ],
  schemaIds: [],
  reserved: {},
  names: {},
};

const brief = {
  service: 'account',
  name: 'show start page',
  does: 'Shows what is new in one place.',
  about: 'home screen',
  shows: 'one summary',
  values: [{ name: 'cards', from: 'the cards', example: 'a list of cards' }],
  when_nothing: 'There is nothing',
  who: 'members of the company',
  changes: 'no',
  send: [],
  goes_wrong: [],
};

const check = (changes: Readonly<Record<string, unknown>> = {}) =>
  checkBrief(existing, stringify({ ...brief, ...changes }));

const EXISTS = 'This exists: getOverview of the service account';

it.each(['home screen', 'overview', 'overviews'])(
  'says that an operation shows the %s already, before it asks anything else',
  (about) => {
    expect(() => check({ about })).toThrow(
      new RegExp(`^${EXISTS}.*Do you want to add a filter or a value to it`),
    );
  },
);

it.each([
  ['a change', { changes: 'edit', send: [{ name: 'note', example: 'Hello' }] }],
  ['a part of another thing', { inside: 'card' }],
  ['something for others', { who: 'support' }],
])('does not say so about %s', (_, changes) => {
  expect(() => check(changes)).toThrow(/^(?!This exists)/);
});
