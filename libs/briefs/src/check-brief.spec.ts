import { UnclearBrief } from './answers/unclear-brief.ts';
import { check, statement } from './testing/check-with-defaults.ts';

const EXISTS = 'This operation exists already: getOverview of the service account';

it.each(['home screen', 'overview', 'overviews'])(
  'checkBrief reports that an operation already shows the %s',
  (about) => {
    expect(() => check({ about })).toThrow(
      new RegExp(`^${EXISTS}.*Do you want to add a filter or a value to it`),
    );
  },
);

it.each([
  ['a change', { changes: 'edit', send: [{ name: 'note', example: 'Hello' }] }],
  ['a part of a card', { inside: 'card' }],
])('checkBrief reports no existing operation for %s', (_, changes) => {
  expect(() => check(changes)).toThrow(/^(?!This operation exists already)/);
});

it.each(['frozen card', 'cards missing'])(
  'checkBrief suggests the existing list of cards for "%s"',
  (about) => {
    expect(() => check({ service: 'card', about, shows: 'a list' })).toThrow(
      'This operation exists already: listCards of the service card',
    );
  },
);

it.each([
  [
    'a summary of a company',
    { shows: 'one summary', about: 'debt', does: 'Shows what the company owes.' },
    'Is the operation about one company?',
  ],
  [
    'a summary of the cards of members',
    { shows: 'one summary', about: 'loss', does: 'Shows how many cards were lost.' },
    'Is the operation about one card?',
  ],
  [
    'a part of a company',
    { shows: 'one thing', about: 'logo', inside: 'company' },
    'Is the operation about one company?',
  ],
  ['a card', { service: 'card', shows: 'one thing', about: 'card' }, 'Is the operation about one card?'],
  [
    'a part of a card',
    { service: 'card', shows: 'one thing', about: 'design', inside: 'card' },
    'Is the operation about one card?',
  ],
  [
    'a freeze of a card',
    { service: 'card', shows: 'one thing', about: 'card', changes: 'freeze' },
    'Is the operation about one card?',
  ],
])(
  'checkBrief asks whether a public operation is about one company or one card: %s',
  (_, changes, question) => {
    const open = {
      ...changes,
      name: 'show card',
      values: [{ name: 'text', from: 'us', example: 'Hello' }],
    };
    expect(() => check({ ...open, who: 'anybody' })).toThrow(question);
    expect(() => check({ ...open, who: 'members of the company' })).not.toThrow();
  },
);

it('checkBrief accepts a public list, because its path has no id', () => {
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

it('checkBrief accepts a public summary that is the same for everybody', () => {
  const values = [{ name: 'open now', from: 'our opening hours', example: 'yes' }];
  const { operation } = check({ name: 'show support hours', about: 'support hours', who: 'anybody', values });
  expect(operation).toMatchObject({ path: '/v1/support-hours', ofAccount: false });
});

describe('a value with the names of existing cards', () => {
  const group = (send: object[], values: object[] = []) =>
    check({
      ...{ service: 'card', name: 'make team', about: 'team', shows: 'one thing', changes: 'new', send },
      values: [{ name: 'size', from: 'us', example: '3' }, ...values],
    });

  it.each([
    ['cards', 'list of: Fuel, Travel', 'card_ids', 'z.array(identifier).min(1).max(20)'],
    ['main card', 'Fuel', 'main_card_id', 'identifier'],
    ['cards', 'list of: name = Fuel, limit = 5 kr', 'card_ids', 'z.array(identifier).min(1).max(20)'],
    ['number of cards', '3', 'number_of_cards', 'z.int().min(1).max(100)'],
    ['colour of the card', 'red', 'colour_of_the_card', 'humanText(200)'],
    ['shop', 'SJ', 'shop', 'humanText(200)'],
  ])(
    'becomes a field for card ids, unless it only counts or describes cards: "%s" (example: %s) becomes %s',
    (name, example, field, schema) => {
      expect(group([{ name, example }]).operation.body).toMatchObject([{ name: field, schema }]);
    },
  );

  it('adds ids to the request and the response, a problem for unknown ids, and a note', () => {
    const cards = { name: 'cards', example: 'list of: Fuel, Travel' };
    const { operation, notes } = group([cards], [{ ...cards, from: 'the user picks them' }]);
    const [sent] = operation.body;
    expect(operation.fields.at(-1)).toMatchObject({ name: 'card_ids', value: sent?.value });
    expect(operation.problems).toMatchObject([{ code: 'UNKNOWN_CARD', status: 422 }]);
    expect(notes).toContainEqual(expect.stringContaining('The app finds the ids with listCards'));
  });
});

describe('a brief that sets the limits of several cards', () => {
  const limits = (entries: string) =>
    check({
      ...{ service: 'card', name: 'set card limits', does: 'Sets the limits of several cards at once.' },
      ...{
        about: 'card limit',
        shows: 'a list',
        changes: 'change of limits',
        if_one_fails: 'nothing changes',
      },
      send: [{ name: 'limits', example: entries }],
      values: [{ name: 'limits', from: 'the user', example: entries }],
    });

  it('uses card ids in the request and the response, and declares a problem for unknown ids', () => {
    const { operation, notes } = limits('list of: card = Fuel, amount = 5 kr; card = Travel, amount = 9 kr');
    expect(operation.body[0]?.value).toBe(
      "[{ card_id: 'card-company-ab', amount: sek(500) }, { card_id: 'card-company-ab-2', amount: sek(900) }]",
    );
    expect(operation.fields[1]?.value).toBe(operation.body[0]?.value);
    expect(operation.problems).toMatchObject([{ code: 'UNKNOWN_CARD', status: 422 }]);
    expect(notes).toContainEqual(expect.stringContaining('The app finds the ids with listCards'));
  });

  it('causes a question if its entries contain names instead of ids', () => {
    expect(() => limits('list of: employee = Karin, amount = 5 kr')).toThrow(
      'Which thing does each entry of "limits" change? "employee" is a text there',
    );
    expect(() => limits('list of: employee id = employee-1, amount = 5 kr')).not.toThrow();
  });
});

it("checkBrief asks which cards to change if the request contains only a person's name", () => {
  const facts = {
    service: 'card',
    name: 'close cards',
    does: 'Closes cards.',
    about: 'card',
    shows: 'a list',
  };
  const change = { changes: 'closure', if_one_fails: 'nothing changes', values: [statement.values[0]] };
  const send = [{ name: 'employee', example: 'Anna Berg' }];
  expect(() => check({ ...facts, ...change, send })).toThrow(
    'Which cards does the change affect? "employee" is not enough, because two people may have the same name.',
  );
});

it('checkBrief reports the existing operation first, with the values that the operation lacks', () => {
  const renameCard = {
    ...{ service: 'card', id: 'renameCard', method: 'PATCH', paths: ['/v1/cards/{card_id}'] },
    ...{
      summary: 'Renames a card.',
      access: 'owner',
      sends: ['card_name'],
      shows: ['card_name'],
      isList: false,
    },
  };
  const rename = {
    ...{ service: 'card', name: 'change name', does: 'Changes the name.', about: 'card', shows: 'one thing' },
    ...{ changes: 'edit', who: 'owners of the company' },
    send: [
      { name: 'card name', example: 'Travel' },
      { name: 'colour', example: 'Red' },
    ],
    values: [{ name: 'price', from: 'the card', example: '100' }],
  };
  expect(() => check(rename, [renameCard])).toThrow(
    /^This operation exists already: renameCard [^.]*\. Renames a card\. Only owners may use it\. It lacks "price" and "colour"\./,
  );
});

it('checkBrief reports the existing operation if a new setting sends the same values', () => {
  const renameCard = {
    ...{ service: 'card', id: 'renameCard', method: 'PATCH', paths: ['/v1/cards/{card_id}'] },
    ...{ summary: 'Renames a card.', access: 'member', sends: ['card_name'], shows: [], isList: false },
  };
  const setting = {
    ...{ service: 'card', name: 'set name', does: 'Sets the name.', about: 'label', inside: 'card' },
    ...{ shows: 'one thing', changes: 'setting', send: [{ name: 'card name', example: 'Travel' }] },
    values: [{ name: 'card name', from: 'the user', example: 'Travel' }],
  };
  expect(() => check(setting, [renameCard])).toThrow(
    /^This operation exists already: renameCard .* It sets the same values\..*If your brief changes something else, name that thing under about\./,
  );
});

it('checkBrief accepts a case in which a file is not ready for download', () => {
  const goes_wrong = [{ when: 'the file is not ready yet', told: 'Wait a moment' }];
  const file = { ...statement, inside: 'company', shows: 'a file', values: [], goes_wrong };
  expect(check(file).operation.problems).toContainEqual(
    expect.objectContaining({ code: 'FILE_NOT_READY', status: 409 }),
  );
});

it('checkBrief notes that no operation returns the id that a removal needs', () => {
  const makeStatement = {
    ...{ service: 'card', id: 'orderStatement', method: 'POST', paths: ['/v1/statements'] },
    ...{ summary: 'Orders a statement.', access: 'member', sends: [], isList: false },
  };
  const removal = { ...statement, name: 'remove statement', changes: 'removal' };
  const notesWith = (shows: string[]) => check(removal, [{ ...makeStatement, shows }]).notes.join();
  expect(notesWith(['reference'])).toContain('no operation lists or makes statements yet');
  expect(notesWith(['statement_id'])).not.toContain('no operation lists or makes');
});

describe('a brief that changes a part of the company', () => {
  const promote = (answers: object = {}) =>
    check({
      ...{ name: 'make colleague owner', does: 'An owner makes a colleague an owner too.' },
      ...{ about: 'colleague', inside: 'company', shows: 'one thing', changes: 'promotion' },
      who: 'owners of the company',
      values: [{ name: 'role', from: 'the change', example: 'one of: owner, member' }],
      ...answers,
    });

  it.each([
    [
      'there may be no such part',
      { does: 'An owner makes another owner a member.', when_nothing: 'There is no such colleague' },
    ],
    [
      'a case says that there is no such part',
      { does: 'Promotes staff.', goes_wrong: ['there is no such colleague: We do not know this person'] },
    ],
    ['it belongs to another service', { service: 'card' }],
  ])('leads to the question whether there are several colleagues if %s', (_, answers) => {
    expect(() => promote(answers)).toThrow(
      'Can a company have more than one colleague? If so, leave out inside',
    );
  });

  it.each([{}, { about: 'colleague of the company', inside: undefined }])(
    'has the colleague\'s id in its path if its sentence contains "a colleague"',
    (answers) => {
      const path = '/v1/accounts/{account_id}/colleagues/{colleague_id}/promotion';
      expect(promote(answers).operation.path).toBe(path);
    },
  );

  it('has the colleague\'s id in its path if the answer "inside" is missing', () => {
    const { operation } = promote({ inside: undefined, when_nothing: 'There is no such colleague' });
    expect(operation).toMatchObject({
      path: '/v1/colleagues/{colleague_id}/promotion',
      problems: [{ code: 'COLLEAGUE_NOT_FOUND' }],
    });
  });

  it('needs no id for the logo, because a company has only one logo', () => {
    const { operation } = promote({ about: 'logo', does: 'Approves the logo.', changes: 'approval' });
    expect(operation.path).toBe('/v1/accounts/{account_id}/logo/approval');
  });
});

describe('a quarter or a week', () => {
  const spend = (answers: object) =>
    check({
      ...{ service: 'transaction', name: 'list spend per week', does: 'Shows the spend of each week.' },
      ...{ about: 'weekly spend', shows: 'a list', when_nothing: 'Nothing was bought' },
      values: [
        { name: 'week', from: 'the purchases', example: 'week 24 2026' },
        { name: 'spent', from: 'the purchases', example: '845 kr' },
      ],
      ...answers,
    });

  it.each([
    ['Q2 2026', '2026-04-01', '2026-06-30'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['week 24 2026', '2026-06-08', '2026-06-14'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
  ])('becomes a period if it is a filter: %s', (example, from, to) => {
    const { query } = spend({ find_by: [{ name: 'quarter', example }] }).operation;
    expect(query.map(({ name, text }) => [name, text])).toEqual([
      ['from', from],
      ['to', to],
    ]);
  });

  it('contains a year in the response, and causes a question if the brief names no year', () => {
    expect(spend({}).operation.fields[0]).toMatchObject({ kind: 'week', value: "'2026-W24'" });
    expect(() => spend({ values: [{ name: 'week', from: 'us', example: 'week 24' }] })).toThrow(
      'Which week of which year is "week 24"? Write it like 2026-W24.',
    );
    expect(() => spend({ values: [{ name: 'quarter', from: 'us', example: 'Q2' }] })).toThrow(
      'In which year is "Q2"? Write it like 2026-Q2.',
    );
  });

  it("causes a note if the brief's sentence mentions the period but the filter is optional", () => {
    const find_by = [{ name: 'quarter', example: 'Q2 2026' }];
    const does = 'Shows the spend of each week of this quarter.';
    expect(spend({ find_by, does }).notes).toContainEqual(
      expect.stringContaining('the list has all entries, not only the entries of "this quarter"'),
    );
    const always = [{ ...find_by[0], always: 'yes' }];
    expect(spend({ find_by: always, does }).notes).not.toContainEqual(
      expect.stringContaining('sends no period'),
    );
  });

  it.each([
    ['this quarter', '"quarter" and the example "Q2 2026"'],
    ['the last 30 days', '"month" and the example "June 2026"'],
    ['the first half of the month', '"month" and the example "June 2026"'],
  ])("causes a question if only the brief's sentence names the period: %s", (period, example) => {
    const values = [{ name: 'spent', from: 'the purchases', example: '845 kr' }];
    expect(() => spend({ shows: 'one summary', values, does: `Shows the spend of ${period}.` })).toThrow(
      example,
    );
  });
});

it.each([
  { name: 'limit over', example: '10 000 kr' },
  { name: 'share', example: '60 %' },
])('checkBrief reports the existing list if a brief only adds the filter %j', (filter) => {
  const values = [{ name: 'status', from: 'the card', example: 'one of: active, frozen' }];
  const list = { service: 'card', name: 'find expensive cards', about: 'card', shows: 'a list', values };
  expect(() => check({ ...list, find_by: [filter] })).toThrow(
    /^This operation exists already: listCards .* Do you want to add a filter/,
  );
});

describe('the value of a summary without data', () => {
  const show = (value: object) =>
    check({
      ...{ service: 'card', name: 'show next card', about: 'next card', when_nothing: 'No card comes' },
      values: [{ name: 'arrival', from: 'us', example: '12 kr', ...value }],
    }).operation.fields[0];

  it.each([
    [{}, { nullable: false, nothing: 'sek(0)' }],
    [{ empty: '9 kr' }, { nullable: false, nothing: 'sek(900)' }],
    [{ sometimes_missing: 'yes' }, { nullable: true, nothing: 'null' }],
    [
      { sometimes_missing: 'yes', when_nothing: '0 kr' },
      { nullable: true, nothing: 'sek(0)' },
    ],
    [{ example: '2026-06-25' }, { nullable: true, nothing: 'null' }],
    [
      { example: 'SJ', from: 'the company' },
      { nullable: false, nothing: "'SJ'" },
    ],
    [
      { example: 'yes', empty: 'no' },
      { nullable: false, nothing: 'false' },
    ],
    [
      { example: 'yes', empty: 'missing' },
      { nullable: true, nothing: 'null' },
    ],
    [
      { example: 'one of: on its way, here', empty: 'here' },
      { nullable: false, nothing: "'here'" },
    ],
    [{ example: '3' }, { nullable: false, nothing: '0' }],
    [
      { name: 'monthly interest rate', example: '1.95 %', from: 'the credit agreement' },
      { nullable: true, nothing: 'null' },
    ],
    [
      { example: '4.5 %', empty: '0 %' },
      { nullable: false, nothing: '0' },
    ],
    [
      { name: 'credit score', example: '57' },
      { nullable: true, nothing: 'null' },
    ],
    [
      { name: 'days left', example: '3' },
      { nullable: true, nothing: 'null' },
    ],
  ])('depends on the value in the brief: %j leads to %j', (value, field) => {
    expect(show(value)).toMatchObject(field);
  });

  it('is 0 for a number of cards, even if a different service owns the cards', () => {
    const counts = [
      { name: 'number of cards', from: 'the cards', example: '3', service: 'card' },
      { name: 'last purchase', from: 'the purchases', example: 'SJ', service: 'transaction' },
    ];
    const { fields } = check({ about: 'to-do list', values: counts }).operation;
    expect(fields).toMatchObject([{ nullable: true, nothing: '0' }, { nullable: true, nothing: 'null' }, {}]);
  });

  it('causes a question if the value can only be yes or no', () => {
    expect(() => show({ example: 'yes' })).toThrow('Is "arrival" yes or no in the case "No card comes"?');
  });

  it('causes a question if its type differs from the type of the example', () => {
    expect(() => show({ empty: 'soon' })).toThrow('is not the same kind of value');
  });
});

const purchases = { name: 'purchases', from: 'the ledger', example: 'list of: shop = SJ, amount = 845 kr' };

const composed = {
  service: 'card',
  about: 'card',
  shows: 'one thing',
  values: [
    { name: 'status', from: 'the card', example: 'one of: active, frozen' },
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
  'checkBrief assigns an overview %s to the service that may call the other services',
  (_, changes, path) => {
    const { operation, notes } = check({ ...composed, ...changes });
    expect(operation).toMatchObject({ service: 'account', path, isComposed: true });
    expect(operation.fields).toMatchObject([
      { name: 'status', nullable: true },
      { name: 'purchases', nullable: true },
      { name: 'sections' },
    ]);
    expect(notes).toEqual([expect.stringContaining('because only account asks other services for values')]);
  },
);

it('a list from two services always contains the values of the service that owns most values', () => {
  const { operation, notes } = check({
    ...{ name: 'list visits', does: 'Shows the visits.', about: 'visit', shows: 'a list' },
    values: [
      { name: 'place', from: 'the visit', example: 'Lund', service: 'card' },
      { name: 'day', from: 'the visit', example: '2026-06-01', service: 'card' },
      { name: 'spent', from: 'the ledger', example: '5 kr', service: 'transaction' },
    ],
  });
  expect(operation.fields.map(({ name, nullable = false }) => [name, nullable])).toEqual([
    ['visit_id', false],
    ['place', false],
    ['day', false],
    ['spent', true],
    ['sections', false],
  ]);
  expect(operation.fields.at(-1)?.value).toBe("{ 'transaction': 'ok' }");
  expect(notes).toContainEqual(
    expect.stringContaining(
      'While transaction is down, the values of that service are missing, and "sections" shows this. While card is down, the whole request fails.',
    ),
  );
});

it('checkBrief does not compose an operation whose values all come from one service', () => {
  const values = [{ name: 'status', from: 'the card', example: 'one of: active, frozen', service: 'card' }];
  const { operation } = check({ ...composed, values, about: 'limit', inside: 'card' });
  expect(operation).toMatchObject({ service: 'card', isComposed: false });
});

it('checkBrief asks how a user finds a statement if no operation lists statements', () => {
  expect(() => check(statement)).toThrow('Which statement is it, and how does the user find it?');
  expect(check({ ...statement, found_in: 'list statements' }).operation.path).toBe(
    '/v1/statements/{statement_id}',
  );
  expect(check({ ...statement, shows: 'one summary' }).operation.path).toBe('/v1/statement');
});

it.each([
  ['one thing', '/v1/statement'],
  ['a file', '/v1/statement/document'],
])('a required filter replaces the id in the path of %s', (shows, path) => {
  const find_by = [{ name: 'year', example: '2025', always: 'yes' }];
  expect(check({ ...statement, shows, find_by }).operation.path).toBe(path);
  expect(() => check({ ...statement, shows, find_by: [{ ...find_by[0], always: 'no' }] })).toThrow();
});

it('checkBrief treats "name on card" as a text, not as a card id', () => {
  const send = [{ name: 'name on card', example: 'Anna' }];
  const { operation } = check({ ...statement, name: 'order statement', changes: 'new', send });
  expect(operation.body.map(({ name }) => name)).toEqual(['name_on_card']);
});

it('checkBrief accepts a list inside a card even if most values come from the card', () => {
  const values = ['old colour', 'new colour', 'changed by'].map((name) => ({
    name,
    from: 'the card',
    example: 'Red',
  }));
  const change = { name: 'list colour changes', about: 'colour change', inside: 'card', shows: 'a list' };
  expect(check({ ...statement, ...change, values }).operation.path).toBe(
    '/v1/cards/{card_id}/colour-changes',
  );
});

it.each([
  ['the date has passed', 422],
  ['the last day is before the first day', 422],
  ['the amount is more than what is left', 422],
  ['the card is older than 3 years', 409],
])('only a case about a sent value has the status 422: "%s" gets %s', (when, status) => {
  const send = [
    { name: 'until', example: '2026-07-01' },
    { name: 'part', example: '500 kr' },
  ];
  const { operation } = check({
    ...{ ...statement, name: 'pause card', about: 'card', changes: 'pause', send },
    goes_wrong: [{ when, told: 'No' }],
  });
  expect(operation.problems.at(-1)?.status).toBe(status);
});

it('a file of a card has two 404 problems: one for an unknown card, and one for a missing file', () => {
  const { operation } = check({ ...statement, inside: 'card', shows: 'a file', values: [] });
  expect(operation.problems).toMatchObject([
    { code: 'CARD_NOT_FOUND', title: 'There is no such card' },
    { code: 'STATEMENT_NOT_FOUND', title: 'There is nothing' },
  ]);
});

it('a required filter does not replace the id of a card', () => {
  const find_by = [{ name: 'month', example: 'June 2026', always: 'yes' }];
  const card = { ...statement, name: 'show card', about: 'card', find_by };
  expect(() => check(card)).toThrow('The operation finds one thing by its id.');
});

it.each([
  ['The card is not frozen', 'There is no such card'],
  ['This card is gone', 'There is no such card'],
  ['We have no such card', 'We have no such card'],
])('the message for an unknown card never describes the state of a card: "%s"', (text, title) => {
  const { operation } = check({
    ...statement,
    name: 'show card',
    about: 'card',
    when_nothing: text,
    changes: 'unfreezing',
  });
  expect(operation.problems).toMatchObject([{ code: 'CARD_NOT_FOUND', title }]);
});

it.each(['list bananas', 'listStatements', 'statement'])(
  'checkBrief asks about found_in if no operation or brief about the resource has this name: %s',
  (found_in) => {
    const about = found_in === 'statement' ? 'limit' : 'statement';
    expect(() => check({ ...statement, name: `show ${about}`, about, found_in })).toThrow(
      / is not the name of an operation or of a brief about .* Under found_in, write the name of another brief, .*: listCards\.$/,
    );
  },
);

it('checkBrief notes that found_in names an operation that does not exist yet', () => {
  const noted = 'No operation and no brief is called "list statements" yet. Write that brief, too.';
  expect(check({ ...statement, found_in: 'list statements' }).notes).toContain(noted);
  expect(check({ ...statement, found_in: 'list cards' }).notes).toEqual([]);
  expect(check({ ...statement, found_in: 'listCards' }).notes).toEqual([]);
});

it('the contract and a note say that the platform stores an alert but sends no messages', () => {
  const { operation, notes } = check({
    ...{ service: 'card', about: 'purchase alert', shows: 'one summary', changes: 'setting' },
    ...{ name: 'set purchase alert', does: 'The user gets a message about a large purchase.' },
    ...{
      values: [{ name: 'switched on', from: 'the user', example: 'yes' }],
      send: [{ name: 'switched on', example: 'yes' }],
    },
  });
  expect(operation.summary).toMatch(/The platform only stores this, because it sends no messages yet\.$/);
  expect(notes[0]).toBe('The platform only stores this, because it sends no messages yet.');
});

it('checkBrief rejects a brief that sends a message', () => {
  const message = {
    name: 'tell about purchases',
    does: 'Tells me when a purchase happens.',
    about: 'purchase',
  };
  expect(() => check({ ...message, service: 'transaction', shows: 'a list' })).toThrow(
    'Not yet, because the platform sends no messages.',
  );
});

it.each(['one thing', 'a list'])(
  'checkBrief asks about a goes_wrong case of an operation that only shows %s',
  (shows) => {
    const goes_wrong = [{ when: 'the statement is frozen', told: 'No' }];
    expect(() => check({ ...statement, shows, found_in: 'list statements', goes_wrong })).toThrow(
      'What does the user see if "the statement is frozen"? A case under goes_wrong refuses a change',
    );
  },
);

describe('a brief that shows one card', () => {
  const show = (name: string, changes: object = {}) =>
    check({
      ...{
        service: 'card',
        name,
        about: 'card',
        shows: 'one thing',
        values: [{ name: 'colour', from: 'us', example: 'red' }],
      },
      ...changes,
    });

  it.each(['show card', 'show the card details', 'get one card'])(
    'gets the path of the card if its name is "%s"',
    (name) => {
      expect(show(name).operation.path).toBe('/v1/cards/{card_id}');
    },
  );

  it.each(['show why declined', 'show card in kronor'])(
    'causes a question if its name "%s" suggests only a part of the card',
    (name) => {
      expect(() => show(name)).toThrow(`Does "${name}" show the whole card, or a part of the card?`);
      expect(show(name, { about: 'price', inside: 'card' }).operation.path).toBe('/v1/cards/{card_id}/price');
    },
  );
});

it.each(['a list', 'one summary'])(
  'checkBrief asks which days "this month" means if %s shows no date',
  (shows) => {
    const month = (changes: object) =>
      check({
        ...{ service: 'card', name: 'show card usage', about: 'card usage', shows, find_by: [] },
        does: 'Shows what was used this month.',
        values: [{ name: 'used', from: 'us', example: '5 kr' }],
        ...changes,
      });
    expect(() => month({})).toThrow('Which days does "this month" mean in the response?');
    const values = [{ name: 'month', from: 'us', example: 'June 2026' }];
    expect(month({ values }).operation.path).toBe('/v1/card-usage');
    const find_by = [{ name: 'period', example: '2026-06-01 to 2026-06-30' }];
    expect(month({ find_by }).operation.path).toBe('/v1/card-usage');
  },
);

it('checkBrief asks which service owns "company name", but accepts other values from the company', () => {
  const values = [{ name: 'company name', from: 'the company', example: 'Company AB' }];
  const fee = {
    service: 'card',
    name: 'list fees',
    does: 'Shows the fees of this list.',
    about: 'fee',
    shows: 'a list',
  };
  expect(() => check({ ...fee, values })).toThrow('Which service owns "company name", account or card?');
  const grade = [{ name: 'grade', from: 'the card and the transactions', example: 'one of: good, bad' }];
  expect(() => check({ ...fee, service: 'account', values: grade })).toThrow(
    /Which service owns "grade", card, transaction or account\?.* If a value needs several services, show one value for each service\./,
  );
  expect(check({ ...fee, values: [{ ...values[0], name: 'fee type' }] }).operation.service).toBe('card');
});

it('checkBrief asks which phone number an edit changes if no operation lists phone numbers', () => {
  const phone = {
    service: 'card',
    name: 'change phone number',
    does: 'Changes the phone number for calls.',
    about: 'phone number',
    shows: 'one thing',
    changes: 'edit',
    values: [{ name: 'changed at', from: 'now', example: '2026-06-25 12:00' }],
    send: [{ name: 'phone number', example: '070-123 45 67' }],
  };
  expect(() => check(phone)).toThrow(
    'Which phone number does this change? No operation lists phone numbers. If a company has only one, write "setting" under changes, and "one summary" under shows.',
  );
  expect(check({ ...phone, found_in: 'list phone numbers' }).operation.method).toBe('PATCH');
});

it('checkBrief asks what a removal deletes if its name has a verb such as "unfreeze"', () => {
  const unfreeze = {
    service: 'card',
    name: 'unfreeze card',
    about: 'card',
    shows: 'one thing',
    changes: 'removal',
    values: [],
  };
  expect(() => check(unfreeze)).toThrow(
    '"removal" deletes the card itself. Does "unfreeze card" do that? If so, begin the name with "remove" or "delete".',
  );
  expect(check({ ...unfreeze, about: 'freeze', inside: 'card', name: 'remove freeze' }).operation.path).toBe(
    '/v1/cards/{card_id}/freeze',
  );
});

it('checkBrief rejects a list inside a card if its values come from several services', () => {
  const plans = {
    name: 'list payment plans',
    about: 'payment plan',
    inside: 'card',
    shows: 'a list',
    values: [
      { name: 'months', from: 'us', example: '3' },
      { name: 'monthly cost', from: 'the bank', example: '5 kr', service: 'transaction' },
    ],
  };
  expect(() => check({ ...plans, service: 'card' })).toThrow(
    'Not yet, because a list inside a card shows values of one service only. Until then, leave out',
  );
});

it.each(['https://qred.se/terms.pdf', 'terms.pdf'])(
  'checkBrief asks for a separate operation for the file %s',
  (example) => {
    const list = { service: 'card', name: 'list papers', about: 'paper', shows: 'a list' };
    expect(() => check({ ...list, values: [{ name: 'link', from: 'us', example }] })).toThrow(
      'Leave out "link", and write another brief with "a file" under shows.',
    );
    expect(
      check({ ...list, values: [{ name: 'link', from: 'us', example: `text: ${example}` }] }).operation.path,
    ).toBe('/v1/papers');
  },
);

it.each([
  ['always: yes', 'yes', { nullable: false, nothing: "'2026-06'" }],
  ['always: no', 'no', { nullable: true, nothing: 'null' }],
])(
  'a value that repeats a filter is missing without data only if the filter is optional: %s',
  (_, always, expected) => {
    const { operation } = check({
      service: 'card',
      name: 'show card usage',
      about: 'card usage',
      find_by: [{ name: 'month', example: '2026-06', always }],
      values: [{ name: 'month', from: 'what the user chose', example: '2026-06' }],
    });
    expect(operation.fields).toMatchObject([expected]);
  },
);

it.each([
  ['a new thing', 'new', true],
  ['an edit', 'edit', false],
])('an optional value can be missing after a creation, but not after an edit: %s', (_, changes, nullable) => {
  const { operation } = check({
    ...{
      service: 'card',
      name: 'order card',
      about: 'card order',
      shows: 'one thing',
      changes,
      found_in: 'list card orders',
    },
    values: [{ name: 'reason', from: 'the user', example: 'Lost' }],
    send: [
      { name: 'reason', example: 'Lost', optional: 'yes' },
      { name: 'colour', example: 'Red' },
    ],
  });
  expect(operation.fields.find(({ name }) => name === 'reason')).toMatchObject({ nullable });
});

it.each([
  'the e-mail address is wrong',
  'the phone number is not a phone number',
  'no card is chosen',
  'the reason is empty',
])('checkBrief ignores a case that request validation already covers: %s', (when) => {
  const order = {
    service: 'card',
    name: 'order card',
    about: 'card order',
    shows: 'one thing',
    changes: 'new',
    values: [],
  };
  const { operation, notes } = check({ ...order, goes_wrong: [{ when, told: 'Look again' }] });
  expect(operation.problems).toEqual([]);
  expect(notes).toContainEqual(expect.stringContaining('instead of "Look again"'));
});

it.each([
  ['no tag is chosen', 'list of 1 to 20: text, at most 200 characters'],
  ['the list is empty', 'list of 1 to 20: text, at most 200 characters'],
  ['the tags are empty', 'list of 1 to 20: text, at most 200 characters'],
  ['the card is blocked', 'list of 0 to 20: text, at most 200 characters'],
])(
  'a setting accepts an empty list, unless a case refuses an empty list: "%s" leads to a %s',
  (when, kind) => {
    const tags = { name: 'tags', example: 'list of: a, b' };
    const { operation } = check({
      ...{
        service: 'card',
        name: 'set tags',
        about: 'tag',
        inside: 'card',
        shows: 'one thing',
        changes: 'setting',
      },
      ...{ send: [tags], values: [{ ...tags, from: 'the user' }], goes_wrong: [{ when, told: 'No' }] },
    });
    expect(operation.body).toMatchObject([{ kind }]);
  },
);

it.each(['this year', 'the last 30 days'])(
  'checkBrief asks which days the filter "period: %s" means',
  (example) => {
    const list = {
      service: 'card',
      name: 'list fees',
      does: 'Shows the fees.',
      about: 'fee',
      shows: 'a list',
    };
    const values = [{ name: 'kind', from: 'the fee', example: 'Yearly' }];
    expect(() => check({ ...list, values, find_by: [{ name: 'period', example }] })).toThrow(
      `Which days does "${example}" mean in the filter "period"?`,
    );
  },
);

it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'is prototype of'])(
  'checkBrief treats the name of an inherited JavaScript property like any other word: %s',
  (word) => {
    const value = { name: word, example: word, from: word };
    const places: readonly object[] = [
      ...['service', 'name', 'does', 'about', 'inside', 'shows', 'order', 'who', 'changes', 'found_in'].map(
        (key) => ({ [key]: word }),
      ),
      ...['values', 'send', 'find_by'].map((key) => ({ [key]: [value] })),
      { goes_wrong: [{ when: `${word} is ${word}`, told: word }] },
      { send: [value], values: [value], changes: 'setting' },
      { shows: 'a list', extends: 'listCards', find_by: [value], service: 'card' },
      Object.fromEntries([[word, word]]),
    ];
    for (const place of places) {
      try {
        check({ ...statement, inside: 'company', ...place });
      } catch (error) {
        expect(error).toBeInstanceOf(UnclearBrief);
      }
    }
  },
);
