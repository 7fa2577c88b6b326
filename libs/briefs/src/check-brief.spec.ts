import { stringify } from 'yaml';
import { checkBrief } from './check-brief.ts';
import type { Existing } from './existing.ts';

const existing: Existing = {
  services: [
    { name: 'account', purpose: 'Companies.', calls: ['card', 'transaction'] },
    { name: 'card', purpose: 'Cards.', calls: [] },
    { name: 'transaction', purpose: 'The ledger.', calls: [] },
  ],
  operations: [
    {
      service: 'card',
      id: 'listCards',
      method: 'GET',
      paths: ['/v1/cards'],
      summary: 'Lists cards.',
      access: 'member',
    },
    {
      service: 'account',
      id: 'getOverview',
      method: 'GET',
      paths: ['/v1/accounts/{account_id}/overview'],
      summary: 'Shows the home screen.',
      access: 'member',
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
  'names the operation that already shows the %s, before it asks a question',
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

it.each(['frozen card', 'cards missing'])('suggests a filter of an existing list for %s', (about) => {
  expect(() => check({ service: 'card', about, shows: 'a list' })).toThrow(
    'This exists: listCards of the service card',
  );
});

it.each([
  ['a summary of a company', { shows: 'one summary', about: 'support time' }, 'Is it about one company?'],
  [
    'a part of a company',
    { shows: 'one thing', about: 'logo', inside: 'company' },
    'Is it about one company?',
  ],
  ['a card', { service: 'card', shows: 'one thing', about: 'card' }, 'Is it about one card?'],
  [
    'a part of a card',
    { service: 'card', shows: 'one thing', about: 'design', inside: 'card' },
    'Is it about one card?',
  ],
  [
    'a freeze of a card',
    { service: 'card', shows: 'one thing', about: 'card', changes: 'freeze' },
    'Is it about one card?',
  ],
])('asks about %s that people who are not signed in may use', (_, changes, question) => {
  const open = { ...changes, name: 'show it now', values: [{ name: 'text', from: 'us', example: 'Hello' }] };
  expect(() => check({ ...open, who: 'anybody' })).toThrow(question);
  expect(() => check({ ...open, who: 'members of the company' })).not.toThrow();
});

it('lets people who are not signed in see a list without an id', () => {
  const values = [{ name: 'opens at', from: 'us', example: 'text: 08:30' }];
  const { operation } = check({
    name: 'list offices',
    about: 'office',
    shows: 'a list',
    who: 'anybody',
    values,
  });
  expect(operation).toMatchObject({ access: 'public', path: '/v1/offices', ofAccount: false });
});

const purchases = { name: 'purchases', from: 'the ledger', example: 'list of: shop = SJ, amount = 845 kr' };
const composed = {
  service: 'card',
  about: 'card',
  shows: 'one thing',
  values: [
    { name: 'status', from: 'the card', example: 'active' },
    { ...purchases, service: 'transaction' },
  ],
};

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['of a card', {}, '/v1/card-overviews/{card_id}'],
  ['inside a card', { about: 'card page', inside: 'card' }, '/v1/card-pages/{card_id}'],
  [
    'inside a card, with its service given',
    { service: 'account', about: 'card page', inside: 'card' },
    '/v1/card-pages/{card_id}',
  ],
])(
  'assigns a view %s to the one service that may call all owners, with partial responses',
  (_, changes, path) => {
    const { operation, notes } = check({ ...composed, ...changes });
    expect(operation).toMatchObject({ service: 'account', path, isComposed: true });
    expect(operation.fields).toMatchObject([
      { name: 'status', nullable: true },
      { name: 'purchases', nullable: true },
      { name: 'sections' },
    ]);
    expect(notes).toEqual([expect.stringContaining('because only account asks the other services')]);
  },
);

it('treats a value as its own if the brief names its own service', () => {
  const values = [{ name: 'status', from: 'the card', example: 'active', service: 'card' }];
  const { operation } = check({ ...composed, values, about: 'limit', inside: 'card' });
  expect(operation).toMatchObject({ service: 'card', isComposed: false });
});

const statement = { service: 'card', about: 'statement', shows: 'one thing', values: [composed.values[0]] };

it('asks how a user finds one thing that no operation lists', () => {
  expect(() => check(statement)).toThrow('Which statement is it, and how does the user find it?');
  expect(check({ ...statement, found_in: 'list statements' }).operation.path).toBe(
    '/v1/statements/{statement_id}',
  );
  expect(check({ ...statement, shows: 'one summary' }).operation.path).toBe('/v1/statements/{account_id}');
});

it('notes that a change needs an id that no operation returns yet', () => {
  const { notes } = check({ ...statement, changes: 'removal' });
  expect(notes).toEqual([expect.stringContaining('no operation lists or makes statements yet')]);
});

it('notes that no operation shows the new thing', () => {
  const { notes } = check({ ...statement, changes: 'new' });
  expect(notes).toEqual([
    'The response says where the new statement is, but no operation shows one statement yet.',
  ]);
});

it('says in the contract and in a note that a stored alert has no effect yet', () => {
  const { operation, notes } = check({
    ...{ service: 'card', about: 'purchase alert', shows: 'one summary', changes: 'setting' },
    ...{ name: 'set purchase alert', does: 'The user gets a message about a large purchase.' },
    ...{
      values: [{ name: 'switched on', from: 'the user', example: 'yes' }],
      send: [{ name: 'switched on', example: 'yes' }],
    },
  });
  expect(operation.summary).toMatch(/It is only stored: the platform sends no messages yet\.$/);
  expect(notes).toEqual(['It is only stored: the platform sends no messages yet.']);
});

it('refuses a message that would be sent at once', () => {
  const message = {
    name: 'tell about purchases',
    does: 'Tells me when a purchase happens.',
    about: 'purchase',
  };
  expect(() => check({ ...message, service: 'transaction', shows: 'a list' })).toThrow(
    'Not yet, because the platform sends no messages.',
  );
});

it.each([
  ['order has', { order: 'latest first' }],
  ['if_one_fails has', { if_one_fails: 'nothing changes' }],
  ['values have', { shows: 'a file', inside: 'company' }],
])('notes that %s no effect', (key, changes) => {
  const { notes } = check({ ...statement, shows: 'one summary', ...changes });
  expect(notes).toEqual([expect.stringContaining(`${key} no effect`)]);
});
