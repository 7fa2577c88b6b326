import type { Brief } from './brief.ts';
import { design } from './design.ts';
import { problemOf } from './design-problem.ts';
import { camelCase, kebabCase, plural, snakeCase } from './words.ts';

function briefOf(facts: Partial<Brief> = {}): Brief {
  return {
    service: 'card',
    name: 'show card limit',
    does: 'Shows the limit of a card',
    about: 'card limit',
    shows: 'one thing',
    values: [{ name: 'monthly limit', from: 'us', example: '5 400 kr', sometimes_missing: 'yes' }],
    when_nothing: 'There is no limit.',
    who: 'members of the company',
    changes: 'no',
    send: [],
    goes_wrong: [],
    ...facts,
  };
}

it.each<[Partial<Brief>, string, string]>([
  [{ name: 'list card limits', shows: 'a list' }, 'listCardLimits', 'GET /v1/card-limits'],
  [{}, 'showCardLimit', 'GET /v1/card-limits/{card_limit_id}'],
  [
    { name: 'freeze card', about: 'card', changes: 'freeze' },
    'freezeCard',
    'POST /v1/cards/{card_id}/freeze',
  ],
  [{ about: 'company', changes: 'New limit' }, 'showCardLimit', 'POST /v1/companies/{company_id}/new-limit'],
])('%j is %s at %s', (facts, id, route) => {
  const { operationId, method, path } = design(briefOf(facts));
  expect([operationId, `${method} ${path}`]).toEqual([id, route]);
});

it('asks for the company of a list that members see, and for nothing else', () => {
  const ofAccount = (facts: Partial<Brief>) => design(briefOf(facts)).ofAccount;
  expect(ofAccount({ shows: 'a list' })).toBe(true);
  expect(ofAccount({ shows: 'a list', who: 'anybody' })).toBe(false);
  expect(ofAccount({})).toBe(false);
});

it('answers 404 for one thing that is not there, and an empty list for many', () => {
  expect(design(briefOf()).problems).toMatchObject([
    { code: 'CARD_LIMIT_NOT_FOUND', status: 404, title: 'There is no limit' },
  ]);
  expect(design(briefOf({ shows: 'a list' })).problems).toEqual([]);
});

it('names what is shown after what it is about, unless the contract has that name', () => {
  expect(design(briefOf()).schemaName).toBe('cardLimit');
  expect(design(briefOf(), new Set(['cardLimit'])).schemaName).toBe('showCardLimitAnswer');
});

it('lets a value be null where it is sometimes missing', () => {
  expect(design(briefOf()).fields).toMatchObject([
    { name: 'monthly_limit', schema: 'money', nullable: true },
  ]);
});

it.each([
  ['the card is blocked', 'CARD_BLOCKED'],
  ['The card has been closed by its holder', 'CARD_CLOSED_HOLDER'],
  ['it is', 'IT_IS'],
])('calls %j %s', (when, code) => {
  expect(problemOf({ when, told: 'No' })).toMatchObject({ code, status: 409, title: 'No' });
});

it('tells of a problem as a contract does: with a capital letter, without a period', () => {
  expect(problemOf({ when: 'the card is blocked', told: 'your card is blocked.' }).title).toBe(
    'Your card is blocked',
  );
});

it('writes names', () => {
  expect([snakeCase, kebabCase, camelCase].map((write) => write("The holder's Låst-kort"))).toEqual([
    'the_holders_last_kort',
    'the-holders-last-kort',
    'theHoldersLastKort',
  ]);
  expect(['card', 'company', 'day', 'address', 'support-request'].map(plural)).toEqual([
    'cards',
    'companies',
    'days',
    'addresses',
    'support-requests',
  ]);
});
