import { stringify } from 'yaml';
import type { OtherBrief } from '../existing.ts';
import { readOtherBrief } from '../read-other-brief.ts';
import { brief, check, services, statement } from '../testing/check-with-defaults.ts';

it('checkBrief reports that a brief deletes a card note that no operation creates or shows', () => {
  const removal = { name: 'delete card note', does: 'Deletes the note.', about: 'note', inside: 'card' };
  const { notes } = check({
    ...removal,
    service: 'card',
    shows: 'one thing',
    values: [],
    changes: 'removal',
  });
  expect(notes).toContain('No operation makes or shows a note of a card yet. Write another brief for that.');
});

it('checkBrief notes that a change needs an id that no operation returns yet', () => {
  const { notes } = check({ ...statement, name: 'remove statement', changes: 'removal' });
  expect(notes).toEqual([expect.stringContaining('no operation lists or makes statements yet')]);
});

describe('a brief that needs the operation of another brief', () => {
  const readBrief = (name: string, answers: object) =>
    readOtherBrief(`briefs/${name}.yaml`, stringify({ ...statement, ...answers }), services);
  const lists = readBrief('list', { name: 'list statements', shows: 'a list' });
  const freezes = readBrief('freeze', { name: 'freeze card', about: 'card', changes: 'freeze' });
  const briefs = [lists, freezes].flatMap((brief) => brief ?? []);
  const needsList =
    'This brief needs listStatements, which briefs/list.yaml describes. A developer must generate that operation, too.';

  it.each([
    ['needs the id of a listed thing', { name: 'remove statement', changes: 'removal' }, needsList],
    ['shows a listed thing', {}, needsList],
    ['names the other brief under found_in', { found_in: 'list statements' }, needsList],
    [
      'removes what the other brief makes',
      { name: 'remove freeze', about: 'freeze', inside: 'card', changes: 'removal' },
      'This brief needs freezeCard, which briefs/freeze.yaml describes. A developer must generate that operation, too.',
    ],
  ])("gets a note with the other brief's name if it %s", (_, answers, note) => {
    expect(check({ ...statement, ...answers }, [], briefs).notes).toContain(note);
  });

  it.each([
    ['of another service', { service: 'transaction', shows: 'a list' }],
    ['that makes a thing without an id', { about: 'card', changes: 'statement' }],
  ])('ignores a brief %s', (_, answers) => {
    const other = readBrief('other', { name: 'other', ...answers });
    const removal = { ...statement, name: 'remove statement', changes: 'removal' };
    const { notes } = check(removal, [], other && [other]);
    expect(notes).toContainEqual(expect.stringContaining('no operation lists or makes statements yet'));
  });

  it('ignores the brief itself', () => {
    const removal = { ...statement, name: 'remove statement', changes: 'removal' };
    const own = readBrief('own', { ...removal, changes: 'new' });
    const { notes } = check(removal, [], own && [own]);
    expect(notes).toContainEqual(expect.stringContaining('no operation lists or makes statements yet'));
  });

  it('finds the other brief even if it describes the service in different words', () => {
    const other = readBrief('list', { name: 'list statements', shows: 'a list', service: 'Cards.' });
    expect(check(statement, [], other && [other]).notes).toContain(needsList);
  });

  it.each(['', ': :', 'about: card'])('ignores a file that is not a brief: %j', (yaml) => {
    expect(readOtherBrief('briefs/x.yaml', yaml, services)).toBeUndefined();
  });
});

describe('a brief that describes the same request as another brief', () => {
  const list = { ...statement, shows: 'a list', name: 'list statements' };
  const read = (file: string, answers: object): OtherBrief[] =>
    [readOtherBrief(file, stringify({ ...brief, ...answers }), services)].filter(
      (each) => each !== undefined,
    );
  const notesOn = (...briefs: OtherBrief[][]) => check(list, [], briefs.flat()).notes;
  const saved = read('briefs/list.yaml', list);
  const renamed = read('briefs/show.yaml', { ...list, name: 'show statements' });

  it('gets a note that names the other brief', () => {
    expect(notesOn(saved, renamed)).toContain(
      'briefs/show.yaml describes the same request (GET /v1/statements). Only one brief can become an operation. Keep one of these briefs, or write under about and name what is different.',
    );
  });

  it('gets a note that names all briefs with its own name, because its own file is unknown', () => {
    expect(notesOn(saved, read('briefs/copy.yaml', list))).toContainEqual(
      expect.stringMatching(/^briefs\/list\.yaml and briefs\/copy\.yaml describe the same request/),
    );
  });

  it.each([
    ['the brief itself', saved],
    ['a brief with a different path', read('briefs/x.yaml', { ...list, about: 'fee' })],
    ['a brief with a different method', read('briefs/x.yaml', { ...list, changes: 'new' })],
    ['a brief with open questions', read('briefs/x.yaml', { ...list, name: 'show statements', values: [] })],
  ])('gets no note about %s', (_, others) => {
    expect(notesOn(others)).not.toContainEqual(expect.stringContaining('the same request'));
  });
});

it('checkBrief notes that no operation shows the new statement yet', () => {
  const { notes } = check({ ...statement, changes: 'new' });
  expect(notes).toEqual([
    'The response contains the address of the new statement, but no operation shows a single statement yet.',
  ]);
});

it.each([
  ['order has', { order: 'latest first' }],
  ['if_one_fails has', { if_one_fails: 'nothing changes' }],
  ['values have', { shows: 'a file', inside: 'company' }],
])('checkBrief notes that %s no effect', (key, changes) => {
  const { notes } = check({ ...statement, shows: 'one summary', ...changes });
  expect(notes).toEqual([expect.stringContaining(`${key} no effect`)]);
});

it.each([
  [{ shows: 'a list', if_one_fails: 'nothing changes', changes: 'freeze' }, true],
  [
    {
      ...{ shows: 'a list', if_one_fails: 'nothing changes', changes: 'freeze' },
      goes_wrong: [{ when: 'there are no cards', told: 'There is nothing.' }],
    },
    false,
  ],
  [{ name: 'remove it', about: 'logo', shows: 'one summary', changes: 'removal' }, true],
  [{ name: 'remove it', about: 'logo', inside: 'card', shows: 'one thing', changes: 'removal' }, false],
  [{ name: 'remove it', shows: 'one thing', changes: 'removal' }, false],
])('for %j, checkBrief decides whether to report that when_nothing has no effect: %j', (facts, isNoted) => {
  const { notes } = check({
    ...{ service: 'card', name: 'change some', about: 'card', does: 'Changes all of it.' },
    values: [{ name: 'changed at', from: 'the moment', example: '2026-06-15 12:00' }],
    ...facts,
  });
  expect(
    notes.some((note) =>
      note.startsWith('The response never contains the text "There is nothing" under when_nothing'),
    ),
  ).toBe(isNoted);
});

const REPLACED = 'A call replaces the whole list "tags".';

it.each([
  [
    'setting',
    'list of up to 10: a, b',
    '0 to 10: text, at most 200 characters',
    [`${REPLACED} An empty list removes all entries.`],
  ],
  [
    'setting',
    'list of: monday, friday',
    '0 to 7: weekday',
    [`${REPLACED} An empty list removes all entries.`],
  ],
  ['setting', 'list of 2 to 5: a, b', '2 to 5: text, at most 200 characters', [REPLACED]],
  ['order', 'list of up to 10: a, b', '1 to 10: text, at most 200 characters', []],
])(
  'for the change "%s" with the example "%s", checkBrief allows a list of %s, with the notes %j',
  (changes, example, kind, expected) => {
    const { operation, notes } = check({
      ...{
        service: 'card',
        name: 'choose tags',
        about: 'tag choice',
        inside: 'card',
        shows: 'one thing',
        changes,
      },
      values: [{ name: 'status', from: 'us', example: 'one of: on, off' }],
      send: [{ name: 'tags', example }],
    });
    expect(operation.body).toMatchObject([{ kind: `list of ${kind}` }]);
    expect(notes.filter((note) => note.startsWith('A call replaces'))).toEqual(expected);
  },
);

describe('a change with values that no other operation shows', () => {
  const change = (changes: string, shows: string) =>
    check({
      ...{ service: 'card', name: 'change it', about: 'card', shows, changes },
      send: [{ name: 'colour', example: 'red' }],
      values: [
        { name: 'colour', from: 'the user', example: 'red' },
        { name: 'status', from: 'us', example: 'one of: on, off' },
        { name: 'changed at', from: 'us', example: '2026-06-15 12:00' },
      ],
    }).notes;

  it.each(['dispute', 'edit', 'setting'])('causes a note if it is of the kind "%s"', (form) => {
    expect(change(form, 'one thing')).toEqual([
      'Only the response to the change shows "colour", "status" and "changed at". Ask a developer to add them to listCards, so that the app can show them later.',
    ]);
  });
});

const COLOUR = [{ name: 'colour', from: 'the card', example: 'Red' }];

describe('the notes on a brief', () => {
  const order = {
    service: 'card',
    name: 'order card',
    does: 'Orders a card.',
    about: 'card order',
    shows: 'one thing',
    changes: 'new',
    values: [{ name: 'status', from: 'the order', example: 'one of: ordered, sent' }],
    send: [{ name: 'reason', example: 'Lost' }],
  };
  const list = {
    service: 'card',
    name: 'list fees',
    about: 'fee',
    shows: 'a list',
    values: [{ name: 'paid on', from: 'the fee', example: '2026-06-10' }],
  };
  const freeze = {
    service: 'card',
    name: 'freeze card',
    does: 'Freezes a card.',
    about: 'card',
    shows: 'one thing',
    changes: 'freeze',
  };

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'the maximum length of a text, and the message that is not used',
      { ...order, goes_wrong: [{ when: 'the reason is too long', told: 'Be brief' }] },
      'Every operation refuses it with the status 400 and a standard message instead of "Be brief". "reason" is a text, at most 200 characters. To use another limit and your own message, write the case as "the reason is longer than 500 characters".',
    ],
    [
      'that a list of "my" things is the same for all members',
      { ...list, does: 'Shows which of my fees were paid.' },
      'Every member of a company gets the same list, so "my" has no effect.',
    ],
    [
      'that a list without its optional month has all entries',
      {
        ...list,
        does: 'Shows the fees of this month.',
        find_by: [{ name: 'month', example: '2026-06', always: 'no' }],
      },
      'If the app sends no month, the list has all entries, not only the entries of "this month".',
    ],
    [
      'that the response does not contain the text under when_nothing',
      {
        ...freeze,
        name: 'show rate',
        does: 'Shows the exchange rate.',
        about: 'rate',
        inside: 'card',
        changes: 'no',
        when_nothing: 'Paid in kronor',
        values: [{ name: 'colour', from: 'the card', example: 'Red' }],
      },
      'The response never contains the text "Paid in kronor" under when_nothing. If some values are missing in this case, write "sometimes_missing: yes" under these values.',
    ],
    [
      'a status that the existing list does not have',
      { ...freeze, values: [{ name: 'status', from: 'the card', example: 'one of: frozen, melted' }] },
      'In listCards, "status" can be active or frozen. The brief adds melted to these words. If your "status" is the same value, ask a developer to add this to listCards. If it is a different value, give it another name.',
    ],
    [
      'which of two dates a period and an order mean',
      {
        ...list,
        does: 'Shows the fees of the company.',
        order: 'latest first',
        find_by: [{ name: 'period', example: '2026-06-01 to 2026-06-30' }],
        values: [...list.values, { name: 'due on', from: 'the fee', example: '2026-06-20' }],
      },
      'The period and "latest first" use "paid on". To use a different date, write that date first under values.',
    ],
    [
      'that a setting of "me" is a setting of all members',
      {
        ...order,
        name: 'set reminder',
        does: 'Sets when the app reminds me of a fee.',
        about: 'fee reminder',
        shows: 'one summary',
        changes: 'setting',
      },
      'All members share this setting, so "me" has no effect. A change by one member applies to all members.',
    ],
    [
      'a status of another service that the existing list does not have',
      {
        about: 'latest news',
        values: [
          { name: 'status', from: 'the card', example: 'one of: frozen, melted', service: 'card' },
          { name: 'spent', from: 'the ledger', example: '5 kr', service: 'transaction' },
        ],
      },
      'In listCards, "status" can be active or frozen. The brief adds melted to these words.',
    ],
    [
      'that a status lacks words of the existing list',
      { ...freeze, values: [{ name: 'status', from: 'the card', example: 'one of: frozen, unknown_yet' }] },
      'In listCards, "status" can be active or frozen. The brief adds unknown_yet to these words.',
    ],
    [
      'that a quarter is sent as two days',
      { ...list, find_by: [{ name: 'quarter', example: 'Q2 2026' }] },
      'The app sends the first and the last day of "quarter" as from and to.',
    ],
    [
      'that a list has entries in every state',
      {
        ...list,
        does: 'Shows the fees that are waiting.',
        values: [{ name: 'state', from: 'the fee', example: 'one of: waiting, settled' }],
      },
      'The list has entries with every "state", not only "waiting". To show only these entries, write a filter under find_by with the name "state"',
    ],
    [
      'that nothing happens at a sent date',
      { ...freeze, values: COLOUR, send: [{ name: 'abroad until', example: '2026-07-15' }] },
      'The platform does nothing on its own at "abroad until".',
    ],
    [
      'that nothing happens at a date in the future',
      {
        ...freeze,
        values: COLOUR,
        send: [{ name: 'day', example: '2026-07-15' }],
        goes_wrong: [{ when: 'the day has passed', told: 'Choose a later day' }],
      },
      'The platform does nothing on its own at "day".',
    ],
    [
      'that the latest entries have no limit',
      {
        ...freeze,
        changes: 'no',
        about: 'page',
        inside: 'card',
        values: [{ name: 'last fees', from: 'the card', example: 'list of: day = 2026-06-01, fee = 5 kr' }],
      },
      '"last fees" has no limit. Write "list of up to 5:"',
    ],
    [
      'that the app shows the text if values are missing',
      {
        ...freeze,
        name: 'show rate',
        does: 'Shows the rate.',
        about: 'rate',
        inside: 'card',
        changes: 'no',
        values: [
          { name: 'colour', from: 'the card', example: 'Red' },
          { name: 'rate', from: 'the card', example: '2 %', sometimes_missing: 'yes' },
        ],
      },
      'under when_nothing. The app shows the text if the values are missing.',
    ],
    [
      'which brief shows a part later',
      {
        ...freeze,
        name: 'set card colour',
        about: 'colour',
        inside: 'card',
        changes: 'setting',
        values: [{ name: 'fee colour', from: 'the user', example: 'Red' }],
        send: [{ name: 'fee colour', example: 'Red' }],
      },
      'Only the response to the change shows "fee colour". Write another brief that shows it later, with "colour" under about and "card" under inside.',
    ],
    [
      'which brief shows a part later whose name is a plural',
      {
        ...freeze,
        name: 'set card channels',
        about: 'channels',
        inside: 'card',
        changes: 'setting',
        values: [{ name: 'media', from: 'the user', example: 'list of: Red, Blue' }],
        send: [{ name: 'media', example: 'list of: Red, Blue' }],
      },
      'with "channels" under about and "card" under inside.',
    ],
    [
      'that a value left out of a setting is gone',
      {
        ...freeze,
        name: 'set card colour',
        about: 'colour',
        inside: 'card',
        changes: 'setting',
        values: [{ name: 'colour', from: 'the user', example: 'Red' }],
        send: [{ name: 'colour', example: 'Red', optional: 'yes' }],
      },
      'If the app leaves out "colour", the setting loses this value.',
    ],
  ])('mention %s', (_, changes, note) => {
    expect(check(changes).notes).toContainEqual(expect.stringContaining(note));
  });

  it('contain the name of another operation that sets the same value of the resource', () => {
    const renameCard = {
      ...{ service: 'card', id: 'renameCard', method: 'PATCH', paths: ['/v1/cards/{card_id}'] },
      ...{ summary: 'Renames a card.', access: 'member', sends: ['card_name'], shows: [], isList: false },
    };
    const values = [{ name: 'colour', from: 'the user', example: 'Red' }];
    const send = [
      { name: 'card name', example: 'Travel' },
      { name: 'colour', example: 'Red' },
    ];
    const { notes } = check(
      { ...freeze, name: 'set card look', about: 'look', inside: 'card', changes: 'setting', send, values },
      [renameCard],
    );
    expect(notes.filter((note) => note.includes('also sets'))).toEqual([
      'renameCard also sets "card name". Leave "card name" out here, unless both operations should set it.',
    ]);
  });

  it.each([
    ['the same change', 'stopped at', true],
    ['a change with a common value', 'status', false],
  ])('name a similar change, unless only a common value is the same: %s', (_, name, isNamed) => {
    const stopCard = {
      ...{ service: 'card', id: 'stopCard', method: 'POST', paths: ['/v1/cards/{card_id}/stop'] },
      ...{ summary: 'Stops a card.', access: 'member', sends: ['reason'], isList: false },
      shows: ['stopped_at', 'status'],
    };
    const example = name === 'status' ? 'one of: active, frozen' : '2026-06-15 12:00';
    const send = [{ name: 'reason', example: 'Lost' }];
    const values = [{ name, from: 'the card', example }, ...COLOUR];
    const { notes } = check({ ...freeze, send, values }, [stopCard]);
    expect(notes.some((note) => note.startsWith('stopCard also has "reason" and'))).toBe(isNamed);
  });

  it('do not mention dates that are the start and end of a period', () => {
    const send = ['from', 'to'].map((name) => ({ name, example: '2026-06-01' }));
    const { notes } = check({
      ...freeze,
      name: 'order report',
      about: 'report',
      changes: 'new',
      send,
      values: COLOUR,
    });
    expect(notes.join()).not.toContain('does nothing on its own');
  });

  it('do not ask for a limit of the list "last names"', () => {
    const values = [{ name: 'last names', from: 'the fee', example: 'list of: Berg, Ek' }];
    expect(check({ ...list, values }).notes.join()).not.toContain('no limit');
  });

  it('do not mention the state if a filter covers the state, or if the brief names several states', () => {
    const values = [{ name: 'state', from: 'the fee', example: 'one of: waiting, settled' }];
    const filtered = { find_by: [{ name: 'state', example: 'one of: waiting, settled' }] };
    const notesOf = (answers: object) => check({ ...list, values, ...answers }).notes.join();
    expect(notesOf({ does: 'Shows the fees that are waiting.', ...filtered })).not.toContain('not only');
    expect(notesOf({ does: 'Shows the waiting and settled fees.' })).not.toContain('not only');
    expect(notesOf({ does: 'Shows the fees that are not settled.' })).not.toContain('not only');
    expect(notesOf({ does: 'Shows the fees and whether they are settled.' })).not.toContain('not only');
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['"my company"', { ...list, does: 'Shows the fees of my company.' }],
    [
      'a filter by the user',
      { ...list, does: 'Shows my fees.', find_by: [{ name: 'made by me', example: 'yes' }] },
    ],
    ['one summary', { ...list, shows: 'one summary', does: 'Shows my fees.' }],
  ])('do not mention that all members get the same list if the brief has %s', (_, changes) => {
    expect(check(changes).notes).not.toContainEqual(expect.stringContaining('the same list'));
  });
});

it('checkBrief treats "limit" and the "monthly limit" of another operation as different values', () => {
  const { notes } = check(
    {
      ...{ service: 'card', name: 'raise fee', about: 'card', shows: 'one thing', changes: 'raise' },
      values: [{ name: 'limit', from: 'the owner', example: '5 kr' }],
    },
    [
      {
        service: 'card',
        id: 'showCard',
        method: 'GET',
        paths: ['/v1/cards/{card_id}'],
        summary: '',
        access: 'member',
        sends: [],
        shows: ['monthly_limit'],
        isList: false,
      },
    ],
  );
  expect(notes).toContainEqual(expect.stringContaining('Only the response to the change shows "limit".'));
});
