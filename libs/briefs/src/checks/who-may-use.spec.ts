import { stringify } from 'yaml';
import { check } from '../testing/check-with-defaults.ts';
import { whoMayUse } from './who-may-use.ts';

const existing = {
  ...{ services: [], schemaIds: [], reserved: {}, names: {} },
  operations: [
    {
      ...{
        service: 'card',
        id: 'listCards',
        method: 'GET',
        paths: ['/v1/cards'],
        summary: '',
        access: 'member',
      },
      ...{ sends: [], shows: [], isList: true },
    },
  ],
};

it.each<[object, boolean]>([
  [{}, true],
  [{ about: 'office', shows: 'a list' }, true],
  [{ about: 'office', shows: 'one thing' }, true],
  [{ about: 'card', shows: 'one thing' }, false],
  [{ about: 'design', inside: 'the card' }, false],
  [{ about: 'logo', inside: 'company', shows: 'a list' }, false],
  [{ about: 'support hours', shows: 'one summary' }, true],
  [{ about: 'debt', shows: 'one summary', does: 'Shows what the company owes.' }, false],
])('whoMayUse decides for %j whether "anybody" is a possible answer: %s', (answers, isOffered) => {
  expect(whoMayUse(existing, stringify(answers))).toEqual([
    'members of the company',
    'owners of the company',
    "Qred's support",
    ...(isOffered ? ['anybody'] : []),
  ]);
});

it.each([
  ['does', { does: 'Shows what the company owes.' }],
  ['from', { values: [{ name: 'total', from: 'the company', example: '5 kr' }] }],
  ['does and about', { does: 'Shows what a card costs.', about: 'card cost' }],
  ['about and inside', { shows: 'one thing', about: 'logo', inside: 'company' }],
])(
  'checkBrief names the answers that mention a company or card in a public operation: %s',
  (where, answers) => {
    const open = { name: 'show text', about: 'debt', who: 'anybody', does: 'Shows what is owed.' };
    const values = [{ name: 'text', from: 'us', example: 'Hello' }];
    expect(() => check({ ...open, values, ...answers })).toThrow(
      new RegExp(String.raw`don't name the (company|card) under ${where}\.$`),
    );
  },
);
