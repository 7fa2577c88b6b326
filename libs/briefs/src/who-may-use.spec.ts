import { stringify } from 'yaml';
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
])('whoMayUse decides whether to offer "anybody" for %j: %s', (answers, isOffered) => {
  expect(whoMayUse(existing, stringify(answers))).toEqual([
    'members of the company',
    'owners of the company',
    "Qred's support",
    ...(isOffered ? ['anybody'] : []),
  ]);
});
